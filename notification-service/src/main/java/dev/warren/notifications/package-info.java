/** One notification per order and outcome: written down when the order ends, told to its user as soon as there is an address. */
package dev.warren.notifications;
