/** Payments over HTTP: to be read, and to be retried where they are stuck; orders are what pays. */
package dev.warren.payments.http;
