package dev.warren.edge.caching;

import dev.warren.edge.problem.ProblemException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;

/** Answers that tell their version, as a strong {@code ETag}, and leave out what their caller has already. For single resources. */
public final class Conditional {

    private Conditional() {}

    /**
     * Answers a GET: 304 without a body if {@code If-None-Match} holds the version, otherwise 200.
     *
     * @param version visible ASCII without quotes; never the same for two bodies that differ
     * @throws ProblemException 400 {@code INVALID_VALUE} if the header is no list of entity tags
     */
    public static <T> MutableHttpResponse<T> answer(HttpRequest<?> request, String version, T body) {
        String tag = EntityTags.tag(version);
        boolean isKnown = EntityTags.of(request, HttpHeaders.IF_NONE_MATCH)
                .filter(known -> known.hasLike(tag))
                .isPresent();
        MutableHttpResponse<T> answer = isKnown ? HttpResponse.status(HttpStatus.NOT_MODIFIED) : HttpResponse.ok(body);
        return answer.header(HttpHeaders.ETAG, tag);
    }

    /** Adds the version to an answer that shows what has become of the resource. */
    public static <T> MutableHttpResponse<T> tagged(MutableHttpResponse<T> answer, String version) {
        return answer.header(HttpHeaders.ETAG, EntityTags.tag(version));
    }
}
