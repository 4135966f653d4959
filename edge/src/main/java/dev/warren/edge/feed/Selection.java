package dev.warren.edge.feed;

import dev.warren.edge.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which events a reader is given.
 *
 * @param types all of them if it is empty; {@code order.placed.v1}, {@code order.placed} in every version, or {@code order.*}
 * @param owner whose events alone; of everybody, and nobody, if it is empty
 */
public record Selection(List<String> types, Optional<UUID> subject, Optional<UUID> order, Optional<UUID> owner)
        implements Predicate<FeedEvent> {

    private static final Pattern TYPE =
            Pattern.compile("[a-z][a-z0-9-]{0,62}\\.(\\*|[a-z][a-z0-9-]{0,62}(\\.v[1-9][0-9]{0,3})?)");

    private static final int MOST_TYPES = 50;

    public Selection {
        types = List.copyOf(types);
    }

    /**
     * Reads a list as it stands in a query.
     *
     * @param types separated by commas; null for all
     * @throws ProblemException 400 {@code INVALID_VALUE}
     */
    public static List<String> types(String types) {
        if (types == null) {
            return List.of();
        }
        List<String> each = Arrays.asList(types.split(",", -1));
        if (each.size() > MOST_TYPES
                || !each.stream().allMatch(it -> TYPE.matcher(it).matches())) {
            throw ProblemException.invalid(
                    "types",
                    types,
                    "must be 1 to %d of order.placed.v1, order.placed or order.*, separated by commas"
                            .formatted(MOST_TYPES));
        }
        return each;
    }

    @Override
    public boolean test(FeedEvent event) {
        return (owner.isEmpty() || owner.get().equals(event.owner()))
                && (order.isEmpty() || order.get().toString().equals(event.order()))
                && (subject.isEmpty() || subject.get().toString().equals(event.subject()))
                && (types.isEmpty() || types.stream().anyMatch(type -> covers(type, event.type())));
    }

    private static boolean covers(String wanted, String type) {
        if (wanted.endsWith("*")) {
            return type.startsWith(wanted.substring(0, wanted.length() - 1));
        }
        return type.startsWith(wanted) && (type.length() == wanted.length() || type.startsWith(".v", wanted.length()));
    }
}
