/** A tiny service, and how tests talk to it. */
package dev.warren.edge.testing;
