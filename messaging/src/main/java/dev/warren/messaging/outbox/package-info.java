/** What was said and is not yet with the broker: stored with the change that said it, relayed, and deleted on its confirm. */
package dev.warren.messaging.outbox;
