package dev.warren.payments;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.warren.events.OrderId;
import dev.warren.messaging.States.Change;
import dev.warren.payments.Payment.RefundFailed;
import dev.warren.payments.Payment.Unresolved;
import dev.warren.payments.storage.PaymentStates;
import dev.warren.payments.storage.Payments;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StuckPaymentsIT {

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(StuckPayments.class);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void listen() {
        log.start();
        LOGGER.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        LOGGER.detachAppender(log);
    }

    @Test
    void payments_that_need_somebody_are_told_once_and_counted_as_long_as_they_do() throws Exception {
        try (var database = PaymentsDatabase.fresh();
                var connection = database.getConnection()) {
            var stuckPayments = new StuckPayments(new Payments(database), meters);
            var refundFailed = new RefundFailed(captured(1), Fixtures.LATER);
            var unresolved = new Unresolved(new Payment.Refunding(captured(2), anAsking()), Fixtures.LATER);
            new PaymentStates()
                    .save(
                            connection,
                            List.of(
                                    new Change<>(null, refundFailed),
                                    new Change<>(null, unresolved),
                                    new Change<>(null, captured(3))));

            stuckPayments.look();
            stuckPayments.look();

            assertThat(meters.get("warren.payments.stuck").gauge().value()).isEqualTo(2);
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactlyInAnyOrder(
                            told(refundFailed, "REFUND_FAILED (REFUND_REFUSED)"),
                            told(unresolved, "UNRESOLVED (REFUND_UNKNOWN)"));

            new PaymentStates().save(connection, List.of(new Change<>(unresolved, captured(2))));
            stuckPayments.look();

            assertThat(meters.get("warren.payments.stuck").gauge().value()).isEqualTo(1);
            assertThat(log.list).hasSize(2);
        }
    }

    private static Payment.Captured captured(int number) {
        return new Payment.Captured(
                Fixtures.aBill(new OrderId(new UUID(0, number))), "reference", Answer.first(Fixtures.START));
    }

    private static Asking anAsking() {
        return Asking.first(Fixtures.START, Fixtures.TERMS);
    }

    private static String told(Payment.Billed payment, String how) {
        return "PAYMENT_STUCK: payment %s of order %s is %s: look for it in the provider's books"
                .formatted(payment.bill().paymentId(), payment.orderId(), how);
    }
}
