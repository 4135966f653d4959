/** The live feed of the whole system, as this service's edge gives it. */
package dev.warren.orders.feed;
