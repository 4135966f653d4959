/**
 * Questions to another service, answered over the broker within a deadline: for what a caller wants to know now and can do without.
 * What must happen is an event.
 */
package dev.warren.messaging.requests;
