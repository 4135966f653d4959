package dev.warren.orders.metrics;

import dev.warren.messaging.States.Change;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.OrderStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An order has entered a status.
 *
 * @param from the status before, empty for one that was placed
 * @param since how long it was in that status, as far as it is known: an answer that is said again begins it anew
 * @param age since it was placed
 */
record Step(Optional<OrderStatus> from, OrderStatus to, Duration since, Duration age) {

    /** None if the status is as it was; two for an order that was placed and left that status in one batch. */
    static List<Step> of(Change<Order> change) {
        Order after = change.after();
        if (change.before() == null) {
            var placed = new Step(Optional.empty(), OrderStatus.PLACED, Duration.ZERO, Duration.ZERO);
            return after.status() == OrderStatus.PLACED
                    ? List.of(placed)
                    : List.of(
                            placed, new Step(Optional.of(OrderStatus.PLACED), after.status(), age(after), age(after)));
        }
        Order before = change.before();
        if (before.status() == after.status()) {
            return List.of();
        }
        var since =
                Duration.between(before.progress().updatedAt(), after.progress().updatedAt());
        return List.of(new Step(Optional.of(before.status()), after.status(), since, age(after)));
    }

    private static Duration age(Order order) {
        return Duration.between(order.progress().placedAt(), order.progress().updatedAt());
    }
}
