package dev.warren.edge.gateway;

import dev.warren.messaging.registry.Instance;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which path belongs to which service, as the live instances say; of a service without any, as its last ones said, so that its absence
 * is told from a path that never was. Of several services that answer the same path, one that lives comes before one that is gone, and
 * otherwise the one that was heard of first: nobody takes over what another answers. Immutable.
 */
record Routes(Set<UUID> instances, Map<String, Set<String>> ofServices, List<Route> byPrecedence) {

    static final Routes NONE = new Routes(Set.of(), Map.of(), List.of());

    /** Whether these are the routes that those instances announced; an instance announces the same all its life. */
    boolean areOf(List<Instance> live) {
        return live.size() == instances.size() && live.stream().allMatch(instance -> instances.contains(instance.id()));
    }

    Routes after(List<Instance> live) {
        Map<String, Set<String>> announced = live.stream()
                .collect(Collectors.groupingBy(
                        Instance::service,
                        Collectors.flatMapping(
                                instance -> instance.routes().stream(), Collectors.toCollection(TreeSet::new))));
        Map<String, Set<String>> known = new TreeMap<>(ofServices);
        known.putAll(announced);
        return new Routes(
                live.stream().map(Instance::id).collect(Collectors.toUnmodifiableSet()),
                known,
                inOrderOfAge(known)
                        .sorted(Route.MOST_SPECIFIC_FIRST.thenComparing(
                                route -> announced.containsKey(route.service()), Comparator.reverseOrder()))
                        .toList());
    }

    private Stream<Route> inOrderOfAge(Map<String, Set<String>> known) {
        var older = byPrecedence.stream()
                .filter(route -> known.get(route.service()).contains(route.text()))
                .toList();
        var seen = new HashSet<>(older);
        var newer = known.entrySet().stream().flatMap(Routes::each).filter(route -> !seen.contains(route));
        return Stream.concat(older.stream(), newer);
    }

    private static Stream<Route> each(Map.Entry<String, Set<String>> service) {
        return service.getValue().stream().flatMap(text -> Route.of(service.getKey(), text).stream());
    }

    /** @param path as it was asked for, not decoded */
    Optional<Route> find(String path) {
        return byPrecedence.stream().filter(route -> route.matches(path)).findFirst();
    }

    boolean knows(String service) {
        return ofServices.containsKey(service);
    }
}
