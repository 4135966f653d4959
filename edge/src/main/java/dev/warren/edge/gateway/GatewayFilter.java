package dev.warren.edge.gateway;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
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
final class GatewayFilter implements ConditionalFilter, Ordered {

    /** They are about the way, not about what is at its end. */
    private static final Set<String> NEVER_PASSED_ON = Set.of("CONNECT", "TRACE");

    private static final String TARGET = "warren.gateway.target";

    private final Router router;
    private final Targets targets;
    private final Gateway gateway;

    GatewayFilter(Router router, Targets targets, Gateway gateway) {
        this.router = router;
        this.targets = targets;
        this.gateway = gateway;
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        if (isOwn(request) || NEVER_PASSED_ON.contains(request.getMethodName()) || Via.passedOn(request.getHeaders())) {
            return false;
        }
        Optional<Target> target = targets.find(request);
        target.ifPresent(found -> request.setAttribute(TARGET, found));
        return target.isPresent();
    }

    @RequestFilter
    CompletionStage<MutableHttpResponse<?>> pass(HttpRequest<?> request) {
        Target target = request.getAttribute(TARGET, Target.class).orElseThrow();
        return gateway.pass((ServerHttpRequest<?>) request, target);
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
