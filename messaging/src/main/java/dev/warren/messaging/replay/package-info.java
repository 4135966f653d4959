/** Telling again what was said: the mark of a replayed message, and how a late joiner catches up from the journal. */
package dev.warren.messaging.replay;
