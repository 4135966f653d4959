/** What is measured of every request. */
package dev.warren.edge.metrics;
