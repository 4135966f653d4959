package dev.warren.orders;

import dev.warren.messaging.Participant;
import io.micronaut.runtime.Micronaut;
import java.util.Set;

/** Takes orders and runs the order saga. */
public final class OrderService {

    public static final Participant PARTICIPANT = new Participant(
                    "order-service",
                    "order",
                    Set.of(
                            "user.credit-reserved.v1",
                            "user.credit-refused.v1",
                            "user.credit-released.v1",
                            "payment.captured.v1",
                            "payment.declined.v1",
                            "payment.refunded.v1"))
            .readingJournal();

    private OrderService() {}

    public static void main(String[] arguments) {
        Micronaut.run(OrderService.class, arguments);
    }
}
