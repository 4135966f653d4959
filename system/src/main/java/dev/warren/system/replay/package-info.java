/** Telling a queue again what was said: from the journal, or from a file. */
package dev.warren.system.replay;
