/** Notifications over HTTP: read only, as events are what makes them. */
package dev.warren.notifications.http;
