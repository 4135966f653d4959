package dev.warren.edge.gateway;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker for each service: when half of the last {@value #WINDOW} requests (and no fewer than {@value #LEAST}) were left
 * without an answer by all its instances, callers are told so at once instead of waiting for the same, but for one probe every two
 * seconds. Never blocks. Thread-safe.
 */
@Singleton
final class Breakers {

    private static final Logger log = LoggerFactory.getLogger(Breakers.class);

    private static final int WINDOW = 20;
    private static final int LEAST = 10;

    private final CircuitBreakerConfig configuration;
    private final MeterRegistry meters;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    Breakers(Clock clock, MeterRegistry meters) {
        this.meters = meters;
        configuration = CircuitBreakerConfig.custom()
                .slidingWindow(WINDOW, LEAST, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(2))
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordResult(Boolean.FALSE::equals)
                .clock(clock)
                .build();
    }

    /** Whether a request may go to that service; if so, {@link #ended} is to be called when it did. */
    boolean letPass(String service) {
        return of(service).tryAcquirePermission();
    }

    void ended(String service, Outcome outcome) {
        switch (outcome) {
            case ANSWERED -> of(service).onResult(0, TimeUnit.NANOSECONDS, true);
            case BROKEN, TIMEOUT -> of(service).onResult(0, TimeUnit.NANOSECONDS, false);
            // Nobody waited in vain: these say nothing about the service.
            case UNAVAILABLE, IMPATIENT, ABORTED -> of(service).releasePermission();
        }
    }

    private CircuitBreaker of(String service) {
        return breakers.computeIfAbsent(service, name -> {
            CircuitBreaker breaker = CircuitBreaker.of(name, configuration);
            breaker.getEventPublisher().onStateTransition(Breakers::tell);
            Gauge.builder("warren.gateway.available", breaker, it -> it.getState() == State.CLOSED ? 1 : 0)
                    .description(
                            "0 while requests for a service that leaves them without an answer are refused at once")
                    .tag("service", name)
                    .register(meters);
            return breaker;
        });
    }

    private static void tell(CircuitBreakerOnStateTransitionEvent change) {
        switch (change.getStateTransition()) {
            case CLOSED_TO_OPEN ->
                log.warn(
                        "{} leaves requests without an answer: it is only probed, and callers are told 503 at once",
                        change.getCircuitBreakerName());
            case HALF_OPEN_TO_CLOSED -> log.info("{} answers again", change.getCircuitBreakerName());
            default -> log.debug("{}: {}", change.getCircuitBreakerName(), change.getStateTransition());
        }
    }
}
