/** What is no longer needed goes, a little at a time and out of the way of what is at work. */
package dev.warren.messaging.retention;
