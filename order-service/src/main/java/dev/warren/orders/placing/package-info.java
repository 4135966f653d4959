/** Taking an order, once for each idempotency key. */
package dev.warren.orders.placing;
