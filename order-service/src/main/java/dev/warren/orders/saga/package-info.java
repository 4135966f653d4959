/** From the order that was placed to the one that is confirmed or cancelled, and settled: pure decisions, no I/O. */
package dev.warren.orders.saga;
