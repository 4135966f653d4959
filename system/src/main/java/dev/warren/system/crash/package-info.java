/** Every service is halted at every fail point it has, over and over and under load; then the books are checked. */
package dev.warren.system.crash;
