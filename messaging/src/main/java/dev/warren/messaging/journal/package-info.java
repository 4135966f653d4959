/** The journal, read: every event that may be kept, in the order in which the broker took them. */
package dev.warren.messaging.journal;
