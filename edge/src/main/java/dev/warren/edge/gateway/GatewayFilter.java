package dev.warren.edge.gateway;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.Router;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Passes on what this service does not answer itself and another one does. Before security, as it is for the owner of a path to say who
 * may do what there.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class GatewayFilter implements Ordered {

    /** They are about the way, not about what is at its end. */
    private static final Set<String> NEVER_PASSED_ON = Set.of("CONNECT", "TRACE");

    private final Router router;
    private final Targets targets;
    private final Gateway gateway;

    GatewayFilter(Router router, Targets targets, Gateway gateway) {
        this.router = router;
        this.targets = targets;
        this.gateway = gateway;
    }

    /**
     * No conditional filter: of a request that names its origin, as browsers do, its condition is not asked.
     *
     * @return null if the request is this service's own, or nobody's
     */
    @RequestFilter
    @Nullable
    CompletionStage<@Nullable MutableHttpResponse<?>> pass(HttpRequest<?> request) {
        return target(request)
                .map(target -> gateway.pass((ServerHttpRequest<?>) request, target))
                .orElse(null);
    }

    private Optional<Target> target(HttpRequest<?> request) {
        boolean staysHere = isOwn(request)
                || NEVER_PASSED_ON.contains(request.getMethodName())
                || Via.passedOn(request.getHeaders());
        return staysHere ? Optional.empty() : targets.find(request);
    }

    /** A path of this service with another method is its own, too: it says what is possible. */
    private boolean isOwn(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request).isPresent()
                || !router.findAny(request).isEmpty();
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.METRICS.after();
    }
}
