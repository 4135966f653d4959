/** What a service could not handle: drained from its dead queue into a table, where people inspect, mend, send back and discard it. */
package dev.warren.messaging.deadletters;
