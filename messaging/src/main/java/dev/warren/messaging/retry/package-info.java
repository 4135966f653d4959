/** What becomes of a message that could not be handled: three rungs of waiting, then the dead letters. */
package dev.warren.messaging.retry;
