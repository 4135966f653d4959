package dev.warren.edge.caching;

import dev.warren.edge.problem.ProblemException;
import io.micronaut.http.HttpRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entity tags of a condition.
 *
 * @param any whether the condition is {@code *}
 * @param tags as they stand in the header, quotes and {@code W/} included
 */
public record EntityTags(boolean any, Set<String> tags) {

    public EntityTags {
        tags = Set.copyOf(tags);
    }

    private static final Pattern NEXT = Pattern.compile("\\G[ \\t]*((?:W/)?\"[!#-~]*\")[ \\t]*(?:,|\\z)");

    /** @throws ProblemException 400 {@code INVALID_VALUE} if the header is there and is no list of entity tags */
    static Optional<EntityTags> of(HttpRequest<?> request, String header) {
        var values = request.getHeaders().getAll(header);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = String.join(",", values);
        if (value.strip().equals("*")) {
            return Optional.of(new EntityTags(true, Set.of()));
        }
        var tags = new HashSet<String>();
        int end = 0;
        for (Matcher next = NEXT.matcher(value); next.find(); end = next.end()) {
            tags.add(next.group(1));
        }
        if (tags.isEmpty() || end != value.length() || value.endsWith(",")) {
            throw ProblemException.invalid(
                    header,
                    value,
                    "must be * or the ETag of an earlier answer, quotes included, or several with commas");
        }
        return Optional.of(new EntityTags(false, tags));
    }

    /** Strong comparison: a weak tag equals none. */
    boolean has(String tag) {
        return any || tags.contains(tag);
    }

    /** Weak comparison. */
    boolean hasLike(String tag) {
        return has(tag) || tags.contains("W/" + tag);
    }

    /** The strong tag of a version. */
    static String tag(String version) {
        return '"' + version + '"';
    }
}
