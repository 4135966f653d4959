package dev.warren.edge.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * One page of a list, newest first where the operation does not say otherwise.
 *
 * @param items may be empty
 * @param nextCursor asks for the page after this one; null on the last page, and then still part of the answer
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /** The same page of something else. */
    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), nextCursor);
    }

    /** Everything there is, on one page. */
    public static <T> Page<T> all(List<T> items) {
        return new Page<>(items, null);
    }

    /**
     * Makes a page of what the database answered to {@code limit + 1}: the row too many says that there is a next page.
     *
     * @param rowsOneMoreThanLimit ordered by id, in the order of the list
     * @param id of a row
     */
    public static <T> Page<T> of(List<T> rowsOneMoreThanLimit, PageRequest request, Function<T, UUID> id) {
        if (rowsOneMoreThanLimit.size() <= request.limit()) {
            return all(rowsOneMoreThanLimit);
        }
        List<T> items = rowsOneMoreThanLimit.subList(0, request.limit());
        return new Page<>(items, Cursors.of(id.apply(items.getLast())));
    }
}
