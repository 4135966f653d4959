/** Connections to the broker: supervised, verified, and never given up. */
package dev.warren.messaging.broker;
