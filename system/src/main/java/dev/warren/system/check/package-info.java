/** The checker: evidence of what a system did, and the invariants it must keep, reckoned without any of the services' own code. */
package dev.warren.system.check;
