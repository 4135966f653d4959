/** Which process a line of the log comes from. */
package dev.warren.edge.logging;
