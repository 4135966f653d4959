package dev.warren.edge.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Answers a customer 429 who asks too much, and whoever shows no token by its address; operators are not counted, and parts of a page
 * are counted apart. Only of secured services, each instance for itself. Never blocks; remembers 20,000 of them, the busiest.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(beans = SecuritySettings.class)
final class RateLimit implements Ordered {

    private static final int MOST_KEPT = 20_000;

    /** Behind a name, whose second count that is. */
    private static final String PAGE = " looks at the page";

    private final Callers callers;
    private final Origins origins;
    private final LoadingCache<String, Bucket> buckets;

    RateLimit(Callers callers, Origins origins, RateLimitSettings settings) {
        this.callers = callers;
        this.origins = origins;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                // By then it is full again, as a new one is.
                .expireAfterAccess(Duration.ofSeconds(1 + settings.burst() / settings.perSecond()))
                .build(who -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(settings.burst())
                                .refillGreedy(settings.perSecond(), Duration.ofSeconds(1)))
                        .build());
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> limit(HttpRequest<?> request) {
        Optional<Caller> caller = callers.of(request);
        if (caller.isPresent() && caller.get().only().isEmpty()) {
            return null;
        }
        String who =
                caller.map(Caller::name).orElseGet(() -> origins.of(request)) + (isPartOfPage(request) ? PAGE : "");
        ConsumptionProbe taken = buckets.get(who).tryConsumeAndReturnRemaining(1);
        return taken.isConsumed() ? null : comeBackIn(taken.getNanosToWaitForRefill());
    }

    private static boolean isPartOfPage(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .filter(route -> route.getAnnotationMetadata().hasAnnotation(PartsOfPage.class))
                .isPresent();
    }

    private static HttpResponse<?> comeBackIn(long nanos) {
        return HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(1 + TimeUnit.NANOSECONDS.toSeconds(nanos)));
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
