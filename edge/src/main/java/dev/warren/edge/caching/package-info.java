/** Conditional requests (RFC 9110, 13): what has not changed is not sent again, and what has changed meanwhile is not overwritten. */
package dev.warren.edge.caching;
