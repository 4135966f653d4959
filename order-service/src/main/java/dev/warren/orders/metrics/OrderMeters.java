package dev.warren.orders.metrics;

import dev.warren.events.CancellationReason;
import dev.warren.messaging.States.Change;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.Order.Cancelled;
import dev.warren.orders.saga.OrderStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;

/**
 * Counts and times what this instance has decided since its start: {@code warren.orders}, {@code warren.orders.cancelled},
 * {@code warren.saga.step}, {@code warren.order.duration}. Thread-safe.
 */
@Singleton
public final class OrderMeters {

    private static final Duration[] TIMES = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15)
    };

    private final MeterRegistry meters;

    /** Shows from the start what there is to count, at zero. */
    public OrderMeters(MeterRegistry meters) {
        this.meters = meters;
        for (OrderStatus status : OrderStatus.values()) {
            entered(status);
        }
        for (CancellationReason reason : CancellationReason.values()) {
            cancelled(reason);
        }
        step(OrderStatus.PLACED, OrderStatus.CREDIT_RESERVED);
        step(OrderStatus.CREDIT_RESERVED, OrderStatus.CONFIRMED);
        duration(OrderStatus.CONFIRMED);
        duration(OrderStatus.CANCELLED);
    }

    /** Takes what was committed. */
    public void count(Collection<Change<Order>> changes) {
        for (Change<Order> change : changes) {
            var steps = Step.of(change);
            steps.forEach(this::count);
            if (!steps.isEmpty() && change.after() instanceof Cancelled cancelled) {
                cancelled(cancelled.reason()).increment();
            }
        }
    }

    private void count(Step step) {
        entered(step.to()).increment();
        step.from().ifPresent(from -> step(from, step.to()).record(step.since()));
        if (step.to() == OrderStatus.CONFIRMED || step.to() == OrderStatus.CANCELLED) {
            duration(step.to()).record(step.age());
        }
    }

    private Counter entered(OrderStatus status) {
        return Counter.builder("warren.orders")
                .description("Orders that have entered a status")
                .tag("status", status.name())
                .register(meters);
    }

    private Counter cancelled(CancellationReason reason) {
        return Counter.builder("warren.orders.cancelled")
                .description("Orders that were cancelled, by reason")
                .tag("reason", reason.name())
                .register(meters);
    }

    private Timer step(OrderStatus from, OrderStatus to) {
        return Timer.builder("warren.saga.step")
                .description("How long orders were in a status before they entered the next")
                .tags("from", from.name(), "to", to.name())
                .serviceLevelObjectives(TIMES)
                .register(meters);
    }

    private Timer duration(OrderStatus status) {
        return Timer.builder("warren.order.duration")
                .description("From the placing of an order until it was confirmed or cancelled")
                .tag("status", status.name())
                .serviceLevelObjectives(TIMES)
                .register(meters);
    }
}
