/** Which messages were handled, known in the transaction that handles them. */
package dev.warren.messaging.inbox;
