/** Answers in CBOR (RFC 8949), for whoever prefers it to JSON. */
package dev.warren.edge.cbor;
