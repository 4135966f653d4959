package dev.warren.edge.caching;

import dev.warren.edge.problem.Codes;
import dev.warren.edge.problem.ProblemException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import java.util.Optional;

/**
 * The versions that somebody has seen who asks for a change: the header {@code If-Match}. A command carries it to where it is decided,
 * so that nothing can change in between.
 */
public record IfMatch(Optional<EntityTags> tags) {

    /** Changes whatever is there. */
    public static final IfMatch ANYTHING = new IfMatch(Optional.empty());

    /** @throws ProblemException 400 {@code INVALID_VALUE} if the header is no list of entity tags */
    public static IfMatch of(HttpRequest<?> request) {
        return new IfMatch(EntityTags.of(request, HttpHeaders.IF_MATCH));
    }

    /**
     * Returns if the change may be made.
     *
     * @param version of what is there, as {@link Conditional#answer} was given it
     * @throws ProblemException 412 {@code PRECONDITION_FAILED} if another version is there; nothing was changed
     */
    public void require(String version) {
        String tag = EntityTags.tag(version);
        if (tags.isPresent() && !tags.get().has(tag)) {
            throw new ProblemException(
                    HttpStatus.PRECONDITION_FAILED,
                    Codes.PRECONDITION_FAILED,
                    "it has changed since it was read: its ETag is %s by now and nothing was changed; read it again"
                            .formatted(tag));
        }
    }
}
