/** Takes orders and carries each one to its end; the front door of the system. */
package dev.warren.orders;
