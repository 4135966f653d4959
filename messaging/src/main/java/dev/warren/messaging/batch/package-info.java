/** The heart of the runtime: whatever has arrived is decided about in one transaction. */
package dev.warren.messaging.batch;
