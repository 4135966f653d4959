package dev.warren.messaging.effects;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the effects of a service call, and whether it answers: a circuit breaker. Down when at least {@value #DOWN_PERCENT} % of the
 * last {@value #WINDOW} calls (and no fewer than {@value #LEAST}) met an outage; then nobody calls, but for a single probe once per
 * interval, and the first probe that is answered makes it up again. Says so once each way. Thread-safe.
 */
public final class Dependency {

    private static final Logger log = LoggerFactory.getLogger(Dependency.class);

    /** High, because one that does half of its work still gets all of it done by asking again. */
    private static final int DOWN_PERCENT = 80;

    private static final int WINDOW = 20;
    private static final int LEAST = 10;

    private final CircuitBreaker breaker;

    Dependency(String name, Duration probeInterval, Clock clock) {
        breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindow(WINDOW, LEAST, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(DOWN_PERCENT)
                        .waitDurationInOpenState(probeInterval)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordResult(Boolean.FALSE::equals)
                        .clock(clock)
                        .build());
        breaker.getEventPublisher().onStateTransition(Dependency::tell);
    }

    public String name() {
        return breaker.getName();
    }

    public boolean isUp() {
        return breaker.getState() == CircuitBreaker.State.CLOSED;
    }

    /** Takes the right to make one call, to be given back by {@link #called} or {@link #notCalled}. */
    boolean mayBeCalled() {
        return breaker.tryAcquirePermission();
    }

    /** @param answered false for an outage */
    void called(boolean answered) {
        breaker.onResult(0, TimeUnit.NANOSECONDS, answered);
    }

    /** The right was not used, or the call says nothing about the dependency. */
    void notCalled() {
        breaker.releasePermission();
    }

    /** Whether it is down and it is time for a probe. */
    boolean awaitsProbe() {
        boolean due = !isUp() && mayBeCalled();
        if (due) {
            notCalled();
        }
        return due;
    }

    private static void tell(CircuitBreakerOnStateTransitionEvent change) {
        switch (change.getStateTransition()) {
            case CLOSED_TO_OPEN ->
                log.warn(
                        "{} is down: it is not called and messages wait, until a probe succeeds",
                        change.getCircuitBreakerName());
            case HALF_OPEN_TO_CLOSED -> log.info("{} is up again", change.getCircuitBreakerName());
            default -> log.debug("{}: {}", change.getCircuitBreakerName(), change.getStateTransition());
        }
    }
}
