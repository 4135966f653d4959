/** The dead letters of a service over HTTP, for operators. */
package dev.warren.edge.deadletters;
