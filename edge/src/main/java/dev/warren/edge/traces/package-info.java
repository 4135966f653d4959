/** The latest spans of this instance, and one trace gathered from all of them: where the time of an order went, without a collector. */
package dev.warren.edge.traces;
