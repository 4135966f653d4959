package dev.warren.edge.paging;

import dev.warren.edge.problem.Codes;
import dev.warren.edge.problem.ProblemException;
import io.micronaut.http.HttpStatus;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which page of a list, newest first. A controller's method takes one as a parameter; it is read from the query: {@code limit}
 * (1 to 200, by default 50) and {@code cursor} (the {@code nextCursor} of the page before).
 *
 * @param limit how many items at most; ask the database for one more, see {@link Page#of}
 * @param after the last id of the page before: the page has the ids below it; empty for the first page
 */
public record PageRequest(int limit, Optional<UUID> after) {

    /** In the query. */
    public static final Set<String> PARAMETERS = Set.of("limit", "cursor");

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw invalidLimit(String.valueOf(limit));
        }
    }

    /** The first page with the default limit. */
    public static PageRequest first() {
        return new PageRequest(DEFAULT_LIMIT, Optional.empty());
    }

    /**
     * Reads the query's values, each null if it was not given.
     *
     * @throws ProblemException 400 {@code INVALID_LIMIT} or {@code INVALID_CURSOR}
     */
    public static PageRequest parse(String limit, String cursor) {
        return new PageRequest(
                limit == null ? DEFAULT_LIMIT : parseLimit(limit),
                Optional.ofNullable(cursor).map(Cursors::parse));
    }

    private static int parseLimit(String limit) {
        if (!limit.matches("[0-9]{1,9}")) {
            throw invalidLimit(limit);
        }
        return Integer.parseInt(limit);
    }

    private static ProblemException invalidLimit(String limit) {
        return new ProblemException(
                        HttpStatus.BAD_REQUEST,
                        Codes.INVALID_LIMIT,
                        "limit must be a whole number between 1 and %d".formatted(MAX_LIMIT))
                .at("limit", limit);
    }
}
