/** A small service that knows nothing of orders: proof that the runtime does not either. */
package dev.warren.messaging.tally;
