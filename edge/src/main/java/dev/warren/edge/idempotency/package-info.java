/** Requests that may be sent again: under one key they are one. */
package dev.warren.edge.idempotency;
