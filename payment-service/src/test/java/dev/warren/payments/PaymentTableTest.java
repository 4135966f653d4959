package dev.warren.payments;

import static dev.warren.payments.Fixtures.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.payments.PaymentInput.CaptureDeclined;
import dev.warren.payments.PaymentInput.CaptureSucceeded;
import dev.warren.payments.PaymentInput.CaptureUnknown;
import dev.warren.payments.PaymentInput.RefundRefused;
import dev.warren.payments.PaymentInput.RefundSucceeded;
import dev.warren.payments.PaymentInput.RefundUnknown;
import dev.warren.payments.PaymentInput.RetryAsked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole payment table: every state with every input. */
class PaymentTableTest {

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource(delimiter = '|', textBlock = """
            none                    | requested        | CAPTURING, calls Capture
            none                    | cancelled        | TOMBSTONE
            none                    | captured         | impossible
            none                    | declined         | impossible
            none                    | capture unknown  | impossible
            none                    | refunded         | impossible
            none                    | refused          | impossible
            none                    | refund unknown   | impossible
            none                    | deadline         | ignore
            none                    | retry            | impossible
            tombstone               | requested        | DECLINED, says PaymentDeclined 1
            tombstone               | cancelled        | ignore
            tombstone               | captured         | impossible
            tombstone               | declined         | impossible
            tombstone               | capture unknown  | impossible
            tombstone               | refunded         | impossible
            tombstone               | refused          | impossible
            tombstone               | refund unknown   | impossible
            tombstone               | deadline         | ignore
            tombstone               | retry            | impossible
            capturing               | requested        | ignore
            capturing               | cancelled        | CAPTURING
            capturing               | captured         | CAPTURED, says PaymentCaptured 1
            capturing               | declined         | DECLINED, says PaymentDeclined 1
            capturing               | capture unknown  | CAPTURING
            capturing               | refunded         | impossible
            capturing               | refused          | impossible
            capturing               | refund unknown   | impossible
            capturing               | deadline         | CAPTURING, calls Capture
            capturing               | retry            | ignore
            capturing cancelled     | requested        | ignore
            capturing cancelled     | cancelled        | CAPTURING
            capturing cancelled     | captured         | REFUNDING, says PaymentCaptured 1, calls Refund
            capturing cancelled     | declined         | DECLINED, says PaymentDeclined 1
            capturing cancelled     | capture unknown  | CAPTURING
            capturing cancelled     | refunded         | impossible
            capturing cancelled     | refused          | impossible
            capturing cancelled     | refund unknown   | impossible
            capturing cancelled     | deadline         | CAPTURING, calls Capture
            capturing cancelled     | retry            | ignore
            captured                | requested        | CAPTURED, says PaymentCaptured 1
            captured                | cancelled        | REFUNDING, calls Refund
            captured                | captured         | ignore
            captured                | declined         | impossible
            captured                | capture unknown  | ignore
            captured                | refunded         | impossible
            captured                | refused          | impossible
            captured                | refund unknown   | impossible
            captured                | deadline         | ignore
            captured                | retry            | impossible
            refunding               | requested        | ignore
            refunding               | cancelled        | ignore
            refunding               | captured         | ignore
            refunding               | declined         | ignore
            refunding               | capture unknown  | ignore
            refunding               | refunded         | REFUNDED, says PaymentRefunded 2
            refunding               | refused          | REFUND_FAILED
            refunding               | refund unknown   | REFUNDING
            refunding               | deadline         | REFUNDING, calls Refund
            refunding               | retry            | ignore
            refunded                | requested        | REFUNDED, says PaymentRefunded 2
            refunded                | cancelled        | ignore
            refunded                | captured         | ignore
            refunded                | declined         | ignore
            refunded                | capture unknown  | ignore
            refunded                | refunded         | ignore
            refunded                | refused          | ignore
            refunded                | refund unknown   | ignore
            refunded                | deadline         | ignore
            refunded                | retry            | impossible
            declined                | requested        | DECLINED, says PaymentDeclined 1
            declined                | cancelled        | ignore
            declined                | captured         | ignore
            declined                | declined         | ignore
            declined                | capture unknown  | ignore
            declined                | refunded         | ignore
            declined                | refused          | ignore
            declined                | refund unknown   | ignore
            declined                | deadline         | ignore
            declined                | retry            | impossible
            refund failed           | requested        | ignore
            refund failed           | cancelled        | ignore
            refund failed           | captured         | ignore
            refund failed           | declined         | ignore
            refund failed           | capture unknown  | ignore
            refund failed           | refunded         | ignore
            refund failed           | refused          | ignore
            refund failed           | refund unknown   | ignore
            refund failed           | deadline         | ignore
            refund failed           | retry            | REFUNDING, calls Refund
            capture unresolved      | requested        | ignore
            capture unresolved      | cancelled        | UNRESOLVED
            capture unresolved      | captured         | CAPTURED, says PaymentCaptured 1
            capture unresolved      | declined         | DECLINED, says PaymentDeclined 1
            capture unresolved      | capture unknown  | ignore
            capture unresolved      | refunded         | impossible
            capture unresolved      | refused          | impossible
            capture unresolved      | refund unknown   | ignore
            capture unresolved      | deadline         | ignore
            capture unresolved      | retry            | CAPTURING, calls Capture
            refund unresolved       | requested        | ignore
            refund unresolved       | cancelled        | UNRESOLVED
            refund unresolved       | captured         | ignore
            refund unresolved       | declined         | ignore
            refund unresolved       | capture unknown  | ignore
            refund unresolved       | refunded         | REFUNDED, says PaymentRefunded 2
            refund unresolved       | refused          | REFUND_FAILED
            refund unresolved       | refund unknown   | ignore
            refund unresolved       | deadline         | ignore
            refund unresolved       | retry            | REFUNDING, calls Refund
            """)
    void every_state_with_every_input(String state, String input, String outcome) {
        assertThat(Story.given(state(state)).when(input(input)).outcome()).isEqualTo(outcome);
    }

    private static Payment state(String name) {
        return switch (name) {
            case "none" -> null;
            case "tombstone" -> Fixtures.anOrderCancelledBeforeItsPayment();
            case "capturing" -> Fixtures.aPaymentBeingCaptured();
            case "capturing cancelled" -> Fixtures.aPaymentBeingCapturedForACancelledOrder();
            case "captured" -> Fixtures.aCapturedPayment();
            case "refunding" -> Fixtures.aPaymentBeingRefunded();
            case "refunded" -> Fixtures.aRefundedPayment();
            case "declined" -> Fixtures.aDeclinedPayment();
            case "refund failed" -> Fixtures.aPaymentThatCouldNotBeRefunded();
            case "capture unresolved" -> Fixtures.aCaptureThatNobodyAnswered();
            case "refund unresolved" -> Fixtures.aRefundThatNobodyAnswered();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static PaymentInput input(String name) {
        return switch (name) {
            case "requested" -> Fixtures.REQUESTED;
            case "cancelled" -> Fixtures.CANCELLED;
            case "captured" -> new CaptureSucceeded(ORDER, "capture-reference");
            case "declined" -> new CaptureDeclined(ORDER);
            case "capture unknown" -> new CaptureUnknown(ORDER);
            case "refunded" -> new RefundSucceeded(ORDER, "refund-reference");
            case "refused" -> new RefundRefused(ORDER);
            case "refund unknown" -> new RefundUnknown(ORDER);
            case "deadline" -> Fixtures.DEADLINE;
            case "retry" -> new RetryAsked(ORDER);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
