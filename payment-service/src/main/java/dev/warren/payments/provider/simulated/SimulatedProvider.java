package dev.warren.payments.provider.simulated;

import dev.warren.messaging.FailPoint;
import dev.warren.payments.provider.CaptureAnswer;
import dev.warren.payments.provider.CaptureAnswer.Captured;
import dev.warren.payments.provider.CaptureAnswer.Declined;
import dev.warren.payments.provider.OutcomeUnknownException;
import dev.warren.payments.provider.PaymentProvider;
import dev.warren.payments.provider.ProviderTerms;
import dev.warren.payments.provider.RefundAnswer;
import dev.warren.payments.provider.RefundAnswer.Refunded;
import dev.warren.payments.provider.RefundAnswer.Refused;
import dev.warren.payments.provider.simulated.SimulatedLedger.Entry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.joda.money.Money;

/**
 * The provider for local runs and tests. How a capture goes depends on the method:
 *
 * <ul>
 *   <li>{@code pm_card_visa} succeeds
 *   <li>{@code pm_card_slow} succeeds after 5 s
 *   <li>{@code pm_card_flaky} fails twice, with nothing captured, before it succeeds
 *   <li>{@code pm_card_lost_reply} is captured, but the first reply is lost
 *   <li>{@code pm_card_declined} and every unknown method are declined
 * </ul>
 *
 * Whatever has been answered for a key is answered again at once. Refunds succeed for what was captured and not yet refunded. Its
 * {@link Switches} make it worse.
 */
@Singleton
public final class SimulatedProvider implements PaymentProvider {

    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final Duration LOST = Duration.ofSeconds(1);
    private static final int FLAKY_FAILURES = 2;

    private final SimulatedLedger ledger;
    private final Duration callTimeout;
    private final Latency latency;
    private volatile Switches switches = Switches.OFF;

    @Inject
    SimulatedProvider(SimulatedLedger ledger, ProviderTerms terms) {
        this(ledger, terms.callTimeout(), Thread::sleep);
    }

    SimulatedProvider(SimulatedLedger ledger, Duration callTimeout, Latency latency) {
        this.ledger = ledger;
        this.callTimeout = callTimeout;
        this.latency = latency;
    }

    /** How time passes while the provider works. */
    @FunctionalInterface
    interface Latency {
        void pass(Duration time) throws InterruptedException;
    }

    public Switches switches() {
        return switches;
    }

    /** From now on, for this instance. */
    public void set(Switches newSwitches) {
        switches = newSwitches;
    }

    @Override
    public CaptureAnswer capture(String key, Money amount, String method) {
        var now = switches;
        suffer(now);
        if (happens(now.declineRate())) {
            return answer(ledger.decline(key, amount, method), amount);
        }
        return switch (method) {
            case "pm_card_visa" -> answer(ledger.capture(key, amount, method), amount);
            case "pm_card_slow" -> {
                Entry entry = ledger.capture(key, amount, method);
                if (entry.isNew()) {
                    pass(SLOW);
                }
                yield answer(entry, amount);
            }
            case "pm_card_flaky" -> {
                if (ledger.countFailure(key, FLAKY_FAILURES)) {
                    throw new OutcomeUnknownException("the provider answered 500");
                }
                yield answer(ledger.capture(key, amount, method), amount);
            }
            case "pm_card_lost_reply" -> {
                Entry entry = ledger.capture(key, amount, method);
                if (entry.isNew()) {
                    pass(LOST);
                    throw new OutcomeUnknownException("no reply within " + LOST);
                }
                yield answer(entry, amount);
            }
            default -> answer(ledger.decline(key, amount, method), amount);
        };
    }

    @Override
    public RefundAnswer refund(String key, String captureReference) {
        suffer(switches);
        var refund = ledger.refund(key, captureReference);
        FailPoint.EFFECT_UNANSWERED.reached();
        return refund.<RefundAnswer>map(entry -> new Refunded(entry.reference()))
                .orElseGet(() -> new Refused(
                        "%s is no capture, or was given back under another key".formatted(captureReference)));
    }

    private static CaptureAnswer answer(Entry entry, Money amount) {
        FailPoint.EFFECT_UNANSWERED.reached();
        if (!entry.amount().abs().equals(amount) && !entry.isDeclined()) {
            throw new IllegalArgumentException("the key of %s was used for %s and now for %s: use one key per payment"
                    .formatted(entry.reference(), entry.amount(), amount));
        }
        return entry.isDeclined() ? new Declined() : new Captured(entry.reference());
    }

    private void suffer(Switches now) {
        if (now.outage()) {
            throw new OutcomeUnknownException("the provider is away");
        }
        if (now.latency().isPositive()) {
            pass(now.latency());
        }
        if (happens(now.failureRate())) {
            throw new OutcomeUnknownException("the provider answered 500");
        }
    }

    private static boolean happens(double rate) {
        return rate > 0 && ThreadLocalRandom.current().nextDouble() < rate;
    }

    /** Waits as the caller of a real provider would: no longer than the time-out. */
    private void pass(Duration time) {
        boolean isTooLong = time.compareTo(callTimeout) > 0;
        try {
            latency.pass(isTooLong ? callTimeout : time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknownException("interrupted while the provider worked", e);
        }
        if (isTooLong) {
            throw new OutcomeUnknownException("no reply within " + callTimeout);
        }
    }
}
