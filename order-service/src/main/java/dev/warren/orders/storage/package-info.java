/** Orders in PostgreSQL. */
package dev.warren.orders.storage;
