package dev.warren.payments;

import dev.warren.messaging.Effects;
import dev.warren.payments.PaymentInput.CaptureDeclined;
import dev.warren.payments.PaymentInput.CaptureSucceeded;
import dev.warren.payments.PaymentInput.CaptureUnknown;
import dev.warren.payments.PaymentInput.RefundRefused;
import dev.warren.payments.PaymentInput.RefundSucceeded;
import dev.warren.payments.PaymentInput.RefundUnknown;
import dev.warren.payments.ProviderCall.Capture;
import dev.warren.payments.ProviderCall.Refund;
import dev.warren.payments.provider.CaptureAnswer;
import dev.warren.payments.provider.OutcomeUnknownException;
import dev.warren.payments.provider.PaymentProvider;
import dev.warren.payments.provider.RefundAnswer;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the calls that were decided on. Blocks as long as the provider does; never makes a call whose key may be forgotten. */
public final class ProviderCalls implements Effects<PaymentInput, ProviderCall> {

    private static final Logger log = LoggerFactory.getLogger(ProviderCalls.class);

    private final PaymentProvider provider;
    private final InstantSource clock;

    public ProviderCalls(PaymentProvider provider, InstantSource clock) {
        this.provider = provider;
        this.clock = clock;
    }

    @Override
    public PaymentInput perform(ProviderCall call) {
        try {
            refuseForgotten(call);
            return switch (call) {
                case Capture capture -> capture(capture);
                case Refund refund -> refund(refund);
            };
        } catch (OutcomeUnknownException e) {
            log.warn("{}: outcome unknown, to be asked again: {}", call.key(), e.getMessage());
            return switch (call) {
                case Capture capture -> new CaptureUnknown(call.orderId());
                case Refund refund -> new RefundUnknown(call.orderId());
            };
        }
    }

    @Override
    public String dependency() {
        return "payment-provider";
    }

    @Override
    public String outcome(PaymentInput result) {
        return switch (result) {
            case CaptureSucceeded it -> "captured";
            case CaptureDeclined it -> "declined";
            case RefundSucceeded it -> "refunded";
            case RefundRefused it -> "refused";
            default -> Effects.super.outcome(result);
        };
    }

    @Override
    public boolean isOutage(PaymentInput result) {
        return result instanceof CaptureUnknown || result instanceof RefundUnknown;
    }

    private PaymentInput capture(Capture call) {
        return switch (provider.capture(call.key(), call.amount(), call.method())) {
            case CaptureAnswer.Captured it -> new CaptureSucceeded(call.orderId(), it.reference());
            case CaptureAnswer.Declined it -> new CaptureDeclined(call.orderId());
        };
    }

    private PaymentInput refund(Refund call) {
        return switch (provider.refund(call.key(), call.captureReference())) {
            case RefundAnswer.Refunded it -> new RefundSucceeded(call.orderId(), it.reference());
            case RefundAnswer.Refused it -> {
                log.error(
                        "{}: the provider refuses to give back {}: {}",
                        call.key(),
                        call.captureReference(),
                        it.reason());
                yield new RefundRefused(call.orderId());
            }
        };
    }

    /** A call can wait for its turn while the machine sleeps. */
    private void refuseForgotten(ProviderCall call) {
        if (!clock.instant().isBefore(call.validUntil())) {
            throw new OutcomeUnknownException(
                    "not sent, as the provider may have forgotten the key since " + call.validUntil());
        }
    }
}
