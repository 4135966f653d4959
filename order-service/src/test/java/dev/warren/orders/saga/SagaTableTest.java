package dev.warren.orders.saga;

import static dev.warren.orders.Fixtures.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.events.CreditRefusal;
import dev.warren.orders.Fixtures;
import dev.warren.orders.saga.OrderInput.CancelOrder;
import dev.warren.orders.saga.OrderInput.CreditRefused;
import dev.warren.orders.saga.OrderInput.CreditReleased;
import dev.warren.orders.saga.OrderInput.CreditReserved;
import dev.warren.orders.saga.OrderInput.DeadlinePassed;
import dev.warren.orders.saga.OrderInput.PaymentCaptured;
import dev.warren.orders.saga.OrderInput.PaymentDeclined;
import dev.warren.orders.saga.OrderInput.PaymentRefunded;
import dev.warren.orders.saga.OrderInput.PlaceOrder;
import dev.warren.orders.saga.OrderInput.ResendRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole saga table: every state with every input. */
class SagaTableTest {

    private static final Instant LATER = Fixtures.START.plus(Duration.ofMinutes(3));
    private static final Instant AFTER_EVERY_DEADLINE = Fixtures.START.plus(Duration.ofDays(1));

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource(delimiter = '|', textBlock = """
            none                 | place          | PLACED, says OrderPlaced 1
            none                 | cancel         | ignore
            none                 | resend         | ignore
            none                 | deadline       | ignore
            none                 | reserved       | dead-letter
            none                 | refused        | dead-letter
            none                 | released       | dead-letter
            none                 | captured       | dead-letter
            none                 | declined       | dead-letter
            none                 | refunded       | dead-letter
            placed               | place          | ignore
            placed               | cancel         | CANCELLED BY_CUSTOMER awaits RELEASE, says OrderCancelled 2
            placed               | resend         | PLACED, says OrderPlaced 2
            placed               | deadline       | CANCELLED CREDIT_TIMEOUT awaits RELEASE, says OrderCancelled 2
            placed               | early deadline | ignore
            placed               | reserved       | CREDIT_RESERVED, says PaymentRequested 2
            placed               | refused        | CANCELLED INSUFFICIENT_CREDIT awaits NOTHING, says OrderCancelled 2
            placed               | unknown user   | CANCELLED UNKNOWN_USER awaits NOTHING, says OrderCancelled 2
            placed               | other currency | CANCELLED CURRENCY_MISMATCH awaits NOTHING, says OrderCancelled 2
            placed               | released       | ignore
            placed               | captured       | dead-letter
            placed               | declined       | dead-letter
            placed               | refunded       | ignore
            credit reserved      | place          | ignore
            credit reserved      | cancel         | CANCELLED BY_CUSTOMER awaits RELEASE_AND_REFUND, says OrderCancelled 3
            credit reserved      | resend         | CREDIT_RESERVED, says PaymentRequested 3
            credit reserved      | deadline       | CANCELLED PAYMENT_TIMEOUT awaits RELEASE_AND_REFUND, says OrderCancelled 3
            credit reserved      | early deadline | ignore
            credit reserved      | reserved       | ignore
            credit reserved      | refused        | dead-letter
            credit reserved      | released       | ignore
            credit reserved      | captured       | CONFIRMED, says OrderConfirmed 3
            credit reserved      | declined       | CANCELLED PAYMENT_DECLINED awaits RELEASE, says OrderCancelled 3
            credit reserved      | refunded       | ignore
            confirmed            | place          | ignore
            confirmed            | cancel         | CANCELLED BY_CUSTOMER awaits RELEASE_AND_REFUND, says OrderCancelled 4
            confirmed            | resend         | dead-letter
            confirmed            | deadline       | ignore
            confirmed            | reserved       | ignore
            confirmed            | refused        | dead-letter
            confirmed            | released       | ignore
            confirmed            | captured       | ignore
            confirmed            | declined       | dead-letter
            confirmed            | refunded       | ignore
            refused              | place          | ignore
            refused              | cancel         | ignore
            refused              | resend         | dead-letter
            refused              | deadline       | ignore
            refused              | reserved       | ignore
            refused              | refused        | ignore
            refused              | released       | ignore
            refused              | captured       | ignore
            refused              | declined       | ignore
            refused              | refunded       | ignore
            credit timed out     | place          | ignore
            credit timed out     | cancel         | ignore
            credit timed out     | resend         | CANCELLED CREDIT_TIMEOUT awaits RELEASE, says OrderCancelled 3
            credit timed out     | deadline       | ignore
            credit timed out     | reserved       | ignore
            credit timed out     | refused        | ignore
            credit timed out     | released       | CANCELLED CREDIT_TIMEOUT awaits NOTHING
            credit timed out     | captured       | ignore
            credit timed out     | declined       | ignore
            credit timed out     | refunded       | ignore
            payment declined     | place          | ignore
            payment declined     | cancel         | ignore
            payment declined     | resend         | CANCELLED PAYMENT_DECLINED awaits RELEASE, says OrderCancelled 4
            payment declined     | deadline       | ignore
            payment declined     | reserved       | ignore
            payment declined     | refused        | ignore
            payment declined     | released       | CANCELLED PAYMENT_DECLINED awaits NOTHING
            payment declined     | captured       | ignore
            payment declined     | declined       | ignore
            payment declined     | refunded       | ignore
            payment timed out    | place          | ignore
            payment timed out    | cancel         | ignore
            payment timed out    | resend         | CANCELLED PAYMENT_TIMEOUT awaits RELEASE_AND_REFUND, says OrderCancelled 4 and PaymentRequested 5
            payment timed out    | deadline       | ignore
            payment timed out    | reserved       | ignore
            payment timed out    | refused        | ignore
            payment timed out    | released       | CANCELLED PAYMENT_TIMEOUT awaits REFUND
            payment timed out    | captured       | ignore
            payment timed out    | declined       | CANCELLED PAYMENT_TIMEOUT awaits RELEASE
            payment timed out    | refunded       | CANCELLED PAYMENT_TIMEOUT awaits RELEASE
            not refunded yet     | place          | ignore
            not refunded yet     | cancel         | ignore
            not refunded yet     | resend         | CANCELLED BY_CUSTOMER awaits REFUND, says OrderCancelled 5 and PaymentRequested 6
            not refunded yet     | deadline       | ignore
            not refunded yet     | reserved       | ignore
            not refunded yet     | refused        | ignore
            not refunded yet     | released       | ignore
            not refunded yet     | captured       | ignore
            not refunded yet     | declined       | CANCELLED BY_CUSTOMER awaits NOTHING
            not refunded yet     | refunded       | CANCELLED BY_CUSTOMER awaits NOTHING
            """)
    void the_table(String state, String input, String outcome) {
        Instant now = input.equals("deadline") ? AFTER_EVERY_DEADLINE : LATER;
        assertThat(Story.given(state(state)).when(input(input), now).outcome()).isEqualTo(outcome);
    }

    private static Order state(String name) {
        return switch (name) {
            case "none" -> null;
            case "placed" -> Fixtures.anOrderAwaitingCredit();
            case "credit reserved" -> Fixtures.anOrderAwaitingPayment();
            case "confirmed" -> Fixtures.aConfirmedOrder();
            case "refused" -> Fixtures.aRefusedOrder();
            case "credit timed out" -> Fixtures.anOrderWithoutAnAnswerAboutCredit();
            case "payment declined" -> Fixtures.aDeclinedOrder();
            case "payment timed out" -> Fixtures.anOrderWithoutAnAnswerAboutPayment();
            case "not refunded yet" -> Fixtures.aCancelledOrderWithoutItsRefund();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static OrderInput input(String name) {
        return switch (name) {
            case "place" -> new PlaceOrder(Fixtures.aPurchase());
            case "cancel" -> new CancelOrder(ORDER);
            case "resend" -> new ResendRequest(ORDER);
            case "deadline", "early deadline" -> new DeadlinePassed(ORDER);
            case "reserved" -> new CreditReserved(ORDER);
            case "refused" -> new CreditRefused(ORDER, CreditRefusal.INSUFFICIENT_CREDIT);
            case "unknown user" -> new CreditRefused(ORDER, CreditRefusal.UNKNOWN_USER);
            case "other currency" -> new CreditRefused(ORDER, CreditRefusal.CURRENCY_MISMATCH);
            case "released" -> new CreditReleased(ORDER);
            case "captured" -> new PaymentCaptured(ORDER);
            case "declined" -> new PaymentDeclined(ORDER);
            case "refunded" -> new PaymentRefunded(ORDER);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
