/** Whoever moves the money: what this service asks of a payment provider, and nothing more. */
package dev.warren.payments.provider;
