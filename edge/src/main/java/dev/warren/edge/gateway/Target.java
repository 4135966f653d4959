package dev.warren.edge.gateway;

import dev.warren.messaging.registry.Instance;
import java.util.function.Predicate;

/**
 * Where a request is to go.
 *
 * @param eligible which of the service's instances can answer it
 * @param path what it is called there, with its query, not decoded
 */
record Target(String service, Predicate<Instance> eligible, String path) {}
