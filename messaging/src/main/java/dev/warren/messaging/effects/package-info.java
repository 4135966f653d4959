/** Calls to the outside world, made after the commit that asked for them. */
package dev.warren.messaging.effects;
