/** Orders over HTTP. */
package dev.warren.orders.http;
