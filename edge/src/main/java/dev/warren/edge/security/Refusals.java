package dev.warren.edge.security;

import dev.warren.edge.problem.Mistakes;
import dev.warren.edge.problem.Problem;
import dev.warren.edge.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.security.authentication.AuthorizationException;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whoever is refused how to be let in, and counts it: {@code warren.edge.refused}, by the problem's code ({@code TOKEN_MISSING},
 * {@code TOKEN_EXPIRED}, {@code TOKEN_INVALID}, {@code FORBIDDEN}, {@code NOT_YOURSELF}, {@code TOO_MANY_REQUESTS}).
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Refusals implements Mistakes, Ordered {

    private static final Set<Integer> REFUSED = Set.of(401, 403, 429);

    private final MeterRegistry meters;

    Refusals(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public Optional<ProblemException> explain(Throwable thrown) {
        if (!(thrown instanceof AuthorizationException refused)) {
            return Optional.empty();
        }
        return Optional.of(
                refused.isForbidden()
                        ? new ProblemException(
                                HttpStatus.FORBIDDEN,
                                "FORBIDDEN",
                                "the token's role does not allow this: ask an operator")
                        : new ProblemException(
                                HttpStatus.UNAUTHORIZED,
                                "TOKEN_MISSING",
                                "this needs a token: send it as Authorization: Bearer …"));
    }

    @ResponseFilter
    void count(MutableHttpResponse<?> response) {
        // What another service has answered was counted there.
        if (!REFUSED.contains(response.code()) || !(response.body() instanceof Problem problem)) {
            return;
        }
        Counter.builder("warren.edge.refused")
                .description("Requests without the right to what they asked, or too many of them")
                .tag("reason", problem.code())
                .register(meters)
                .increment();
        if (response.code() == HttpStatus.UNAUTHORIZED.getCode()) {
            // RFC 6750, 3: no error where no token was sent.
            String challenge = problem.code().equals("TOKEN_MISSING") ? "Bearer" : "Bearer error=\"invalid_token\"";
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
        }
    }

    /** Before the security filter, which ends what it refuses. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
