/** The real broker, database and mailbox on one machine: started, found, tried and stopped, for local runs and for tests. */
package dev.warren.local;
