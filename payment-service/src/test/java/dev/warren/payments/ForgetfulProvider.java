package dev.warren.payments;

import dev.warren.payments.provider.CaptureAnswer;
import dev.warren.payments.provider.OutcomeUnknownException;
import dev.warren.payments.provider.PaymentProvider;
import dev.warren.payments.provider.RefundAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.joda.money.Money;

/** A provider in memory that keeps its promise and no more: it moves money once per key for the 24 hours that it knows the key. */
final class ForgetfulProvider implements PaymentProvider {

    private static final Duration KEYS_KEPT = Duration.ofHours(24);

    /** What goes wrong on the way to the provider or back. */
    enum Trouble {
        NONE,
        NOT_REACHED,
        REPLY_LOST
    }

    private record Known(Object answer, Instant at) {}

    private final InstantSource clock;
    private final boolean declines;
    private final boolean refusesRefunds;
    private final Map<String, Known> known = new HashMap<>();
    private Trouble trouble = Trouble.NONE;
    private int captures;
    private int refunds;

    ForgetfulProvider(InstantSource clock, boolean declines, boolean refusesRefunds) {
        this.clock = clock;
        this.declines = declines;
        this.refusesRefunds = refusesRefunds;
    }

    void next(Trouble next) {
        trouble = next;
    }

    int captures() {
        return captures;
    }

    int refunds() {
        return refunds;
    }

    @Override
    public CaptureAnswer capture(String key, Money amount, String method) {
        return (CaptureAnswer) call(key, () -> {
            if (declines) {
                return new CaptureAnswer.Declined();
            }
            return new CaptureAnswer.Captured("capture-" + ++captures);
        });
    }

    @Override
    public RefundAnswer refund(String key, String captureReference) {
        return (RefundAnswer) call(key, () -> {
            if (refusesRefunds) {
                return new RefundAnswer.Refused("the account is closed");
            }
            return new RefundAnswer.Refunded("refund-" + ++refunds);
        });
    }

    private Object call(String key, Supplier<Object> work) {
        if (trouble == Trouble.NOT_REACHED) {
            throw new OutcomeUnknownException("not reached");
        }
        var remembered = known.get(key);
        if (remembered == null || !clock.instant().isBefore(remembered.at().plus(KEYS_KEPT))) {
            remembered = new Known(work.get(), clock.instant());
            known.put(key, remembered);
        }
        if (trouble == Trouble.REPLY_LOST) {
            throw new OutcomeUnknownException("the reply was lost");
        }
        return remembered.answer();
    }
}
