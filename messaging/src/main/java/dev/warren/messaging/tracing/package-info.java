/** What became of a message, and how long it took, as OpenTelemetry tells it. */
package dev.warren.messaging.tracing;
