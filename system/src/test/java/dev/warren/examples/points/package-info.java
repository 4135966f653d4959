/** The README's example of a further service. */
package dev.warren.examples.points;
