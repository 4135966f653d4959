package dev.warren.payments;

import static dev.warren.payments.Fixtures.REQUESTED;
import static dev.warren.payments.Fixtures.START;
import static dev.warren.payments.Fixtures.USER;
import static dev.warren.payments.Fixtures.aBill;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.events.OrderId;
import dev.warren.events.PaymentId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BillTest {

    private static final PaymentId PAYMENT = aBill().paymentId();

    @Test
    void payment_ids_follow_from_order_and_time_and_sort_by_time() {
        Instant next = START.plusMillis(1);
        assertThat(Bill.of(REQUESTED, START)).isEqualTo(Bill.of(REQUESTED, START));
        assertThat(PAYMENT).isLessThan(Bill.of(REQUESTED, next).paymentId());
        assertThat(PAYMENT).isNotEqualTo(aBill(new OrderId(USER.value())).paymentId());
        assertThat(PAYMENT.value().version()).isEqualTo(7);
        assertThat(PAYMENT.value().variant()).isEqualTo(2);
        assertThat(PAYMENT.value().getMostSignificantBits() >>> 16).isEqualTo(START.toEpochMilli());
    }
}
