/** Brings everything up on this machine, shows it, and takes it down: broker, database, mail sink and the four services. */
package dev.warren.system.launcher;
