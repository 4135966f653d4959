/** A payment provider without a bank: its books are two tables, its payment methods are the troubles a provider can give. */
package dev.warren.payments.provider.simulated;
