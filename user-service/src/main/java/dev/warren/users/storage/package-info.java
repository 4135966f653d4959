/** Accounts and reservations in PostgreSQL. */
package dev.warren.users.storage;
