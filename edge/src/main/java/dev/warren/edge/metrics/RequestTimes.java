package dev.warren.edge.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import java.util.concurrent.TimeUnit;

/**
 * Times every request until its answer begins: {@code http.server.requests}, by method, operation ({@code uri}, a template and never
 * what was asked for), status and outcome. Instead of the framework's own filter, which stands behind the others: what security, the
 * rate limit or the gateway answers would not be seen.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestTimes implements Ordered {

    /** Passed on, or a path that nobody has. */
    private static final String NO_OPERATION = "UNMATCHED";

    private static final String BEGUN = "warren.metrics.begun";

    private final MeterRegistry meters;

    RequestTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    @RequestFilter
    void begin(HttpRequest<?> request) {
        request.setAttribute(BEGUN, System.nanoTime());
    }

    @ResponseFilter
    void end(HttpRequest<?> request, HttpResponse<?> response) {
        request.getAttribute(BEGUN, Long.class)
                .ifPresent(begun -> Timer.builder("http.server.requests")
                        .description("Requests until their answers began")
                        .tags("method", request.getMethod().name(), "uri", operation(request))
                        .tags("status", String.valueOf(response.code()), "outcome", outcome(response.code()))
                        .register(meters)
                        .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS));
    }

    private static String operation(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .filter(UriRouteMatch.class::isInstance)
                .map(match -> ((UriRouteMatch<?, ?>) match)
                        .getRouteInfo()
                        .getUriMatchTemplate()
                        .toPathString())
                .orElse(NO_OPERATION);
    }

    private static String outcome(int status) {
        return switch (status / 100) {
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            default -> "SERVER_ERROR";
        };
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.METRICS.before();
    }
}
