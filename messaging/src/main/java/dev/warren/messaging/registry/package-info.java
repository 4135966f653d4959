/** Who is alive: every instance says so on a fanout exchange, and every instance listens. */
package dev.warren.messaging.registry;
