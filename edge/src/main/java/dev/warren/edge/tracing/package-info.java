/** Which request, and which trace, a line of the log or an event belongs to. */
package dev.warren.edge.tracing;
