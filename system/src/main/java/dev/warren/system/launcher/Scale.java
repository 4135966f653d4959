package dev.warren.system.launcher;

import dev.warren.local.LocalException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How many instances of each service there are to be. Immutable. */
record Scale(Map<Service, Integer> counts) {
    static final int MOST = 20;

    Scale {
        counts = Map.copyOf(counts);
    }

    /** As many as were started last, and at least one of each. */
    static Scale of(State state) {
        var counts = new EnumMap<Service, Integer>(Service.class);
        Service.ALL.forEach(service -> counts.put(service, 1));
        state.instances().forEach(instance -> counts.merge(instance.service(), instance.number(), Integer::max));
        return new Scale(counts);
    }

    /**
     * The same with other counts for some services, by name.
     *
     * @throws LocalException {@code SCALE_INVALID}
     */
    Scale with(Map<String, Integer> asked) {
        var changed = new EnumMap<Service, Integer>(counts);
        asked.forEach((name, count) -> {
            if (count < 1 || count > MOST) {
                throw new LocalException(
                        "SCALE_INVALID", "--scale %s must be 1..%d but was %d".formatted(name, MOST, count));
            }
            changed.put(named(name), count);
        });
        return new Scale(changed);
    }

    private static Service named(String name) {
        return Service.ALL.stream()
                .filter(service -> service.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new LocalException(
                        "SCALE_INVALID",
                        "--scale must name one of %s but named %s"
                                .formatted(
                                        Service.ALL.stream().map(Service::label).collect(Collectors.joining(", ")),
                                        name)));
    }

    /** The instances that there are to be. */
    List<Instance> instances() {
        return Service.ALL.stream()
                .flatMap(service ->
                        IntStream.rangeClosed(1, counts.get(service)).mapToObj(number -> new Instance(service, number)))
                .toList();
    }
}
