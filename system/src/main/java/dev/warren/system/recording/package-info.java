/** Flows of events, taken from the journal. */
package dev.warren.system.recording;
