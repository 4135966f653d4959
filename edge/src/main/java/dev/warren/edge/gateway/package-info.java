/** Passes requests that belong to another service on to one of its instances, so that any edge answers for the whole system. */
package dev.warren.edge.gateway;
