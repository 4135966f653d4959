/** The live feed: what the journal holds and goes on to hold, as server-sent events, to any number of readers. */
package dev.warren.edge.feed;
