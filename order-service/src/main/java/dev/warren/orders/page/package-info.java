/** The live page: what the whole system does, in a browser. */
package dev.warren.orders.page;
