/** Payments over HTTP: read only, as orders are what pays. */
package dev.warren.payments.http;
