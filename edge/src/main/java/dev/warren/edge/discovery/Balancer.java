package dev.warren.edge.discovery;

import dev.warren.messaging.registry.Instance;
import dev.warren.messaging.registry.Instance.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses the instance to ask next: one that is up; if there is none, a suspect one; if there is none, one that failed lately, as the last
 * one is never given up. Among equals the strategy decides. Never blocks; time comes from the caller. Thread-safe.
 */
final class Balancer {

    private final Strategy strategy;
    private final Ejections ejections;
    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();

    Balancer(Strategy strategy, Ejections ejections) {
        this.strategy = strategy;
        this.ejections = ejections;
    }

    /**
     * @param instances of one service
     * @return empty if there are none
     */
    Optional<Instance> next(List<Instance> instances, Instant now) {
        if (instances.isEmpty()) {
            return Optional.empty();
        }
        List<Instance> well = instances.stream()
                .filter(instance -> !ejections.isEjected(instance.id(), now))
                .toList();
        List<Instance> up =
                well.stream().filter(instance -> instance.state() == State.UP).toList();
        return Optional.of(oneOf(up.isEmpty() ? well.isEmpty() ? instances : well : up));
    }

    private Instance oneOf(List<Instance> equals) {
        int turn = turns.computeIfAbsent(equals.getFirst().service(), service -> new AtomicInteger())
                .getAndIncrement();
        return equals.get(strategy.choose(turn, equals.size()));
    }
}
