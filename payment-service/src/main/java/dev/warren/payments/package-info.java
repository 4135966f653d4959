/** One payment per order: money is captured when the order asks for it and given back when the order is cancelled. */
package dev.warren.payments;
