/** Users over HTTP. */
package dev.warren.users.http;
