/**
 * What Warren's services say to one another: event records, typed ids and money, and the catalogue that ties them to
 * JSON.
 */
package dev.warren.events;
