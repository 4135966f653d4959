package dev.warren.edge.feed;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Tells whether the live feed gets its events. Never down: while the journal is away readers wait, and nothing else is affected. */
@Singleton
@Requires(beans = Feed.class)
final class FeedHealth implements HealthIndicator {

    private final Feed feed;

    FeedHealth(Feed feed) {
        this.feed = feed;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult.builder("feed", HealthStatus.UP)
                .details(Map.of("readers", feed.readers(), "journal", feed.journal()))
                .build());
    }
}
