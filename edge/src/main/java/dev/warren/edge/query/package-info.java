/** Queries, taken only as their operation says. */
package dev.warren.edge.query;
