/** What an administrator declares on the broker, derived from who says and hears what. */
package dev.warren.messaging.topology;
