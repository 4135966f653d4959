package dev.warren.edge.problem;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;

/** Gives a body to errors that were answered as a bare status, by security too; not to what comes from another service. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class BareErrors implements Ordered {

    private static final int FIRST_ERROR = 400;

    private final ProblemResponses responses;

    BareErrors(ProblemResponses responses) {
        this.responses = responses;
    }

    @ResponseFilter
    void explain(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.code() >= FIRST_ERROR && response.getBody().isEmpty()) {
            responses.explain(request, response);
        }
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.before();
    }
}
