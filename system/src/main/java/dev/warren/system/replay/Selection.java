package dev.warren.system.replay;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be told again.
 *
 * @param from when the first was said
 * @param to when the last was said
 * @param types empty for all
 * @param order only what belongs to that order
 */
public record Selection(Instant from, Instant to, Set<String> types, Optional<String> order) {

    public Selection {
        types = Set.copyOf(types);
    }

    /** Everything that was said in a time. */
    public static Selection between(Instant from, Instant to) {
        return new Selection(from, to, Set.of(), Optional.empty());
    }

    /** What is no event is never among it. */
    boolean includes(Told told) {
        return told.at().filter(at -> !at.isBefore(from) && !at.isAfter(to)).isPresent()
                && (types.isEmpty() || types.contains(told.type()))
                && order.filter(id -> !id.equals(told.properties().getCorrelationId()))
                        .isEmpty();
    }
}
