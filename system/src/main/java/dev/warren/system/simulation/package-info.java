/** The whole system in one thread: production's decisions and batches, and a simulated world around them that fails in every way it may. */
package dev.warren.system.simulation;
