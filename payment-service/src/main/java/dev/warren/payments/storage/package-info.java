/** Payments in PostgreSQL: as states for the runtime, as lists for readers. */
package dev.warren.payments.storage;
