/** Eight orders that end in every way an order can, watched as they happen. */
package dev.warren.system.demo;
