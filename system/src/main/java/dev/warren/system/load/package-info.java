/** Orders by the thousand, placed the way customers place them. */
package dev.warren.system.load;
