/** Who is alive, as this instance knows it from heartbeats. */
package dev.warren.edge.services;
