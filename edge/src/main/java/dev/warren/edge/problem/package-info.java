/** What a caller is told when a request cannot be answered: {@code application/problem+json} (RFC 9457), always. */
package dev.warren.edge.problem;
