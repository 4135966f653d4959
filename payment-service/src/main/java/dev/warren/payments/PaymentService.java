package dev.warren.payments;

import dev.warren.messaging.Participant;
import io.micronaut.runtime.Micronaut;
import java.util.Set;

/** Captures and refunds money through a payment provider. */
public final class PaymentService {

    public static final Participant PARTICIPANT =
            new Participant("payment-service", "payment", Set.of("order.payment-requested.v1", "order.cancelled.v1"));

    private PaymentService() {}

    public static void main(String[] arguments) {
        Micronaut.run(PaymentService.class, arguments);
    }
}
