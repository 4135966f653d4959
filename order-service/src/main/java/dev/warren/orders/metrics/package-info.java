/** How many orders come how far, and how long that takes them. */
package dev.warren.orders.metrics;
