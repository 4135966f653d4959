package dev.warren.system.simulation;

import dev.warren.events.OrderId;
import dev.warren.payments.provider.CaptureAnswer;
import dev.warren.payments.provider.OutcomeUnknownException;
import dev.warren.payments.provider.PaymentProvider;
import dev.warren.payments.provider.RefundAnswer;
import dev.warren.system.check.Amount;
import dev.warren.system.check.Books.Entry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;

/** A payment provider that honours idempotency keys, and often leaves it open whether it has moved the money. */
final class SimulatedProvider implements PaymentProvider {

    private final Chance chance;
    private final Clock clock;
    private final Map<String, Entry> done = new LinkedHashMap<>();
    private final Map<String, Money> captured = new HashMap<>();

    /** Calls that were answered by a time-out and are carried out all the same, by key. */
    private final Map<String, Runnable> late = new LinkedHashMap<>();

    SimulatedProvider(Chance chance, Clock clock) {
        this.chance = chance;
        this.clock = clock;
    }

    List<Entry> ledger() {
        return List.copyOf(done.values());
    }

    boolean isLate() {
        return !late.isEmpty();
    }

    /** Carries out one of the calls that are late. */
    void catchUp() {
        var keys = new ArrayList<>(late.keySet());
        late.remove(keys.get(chance.below(keys.size()))).run();
    }

    @Override
    public CaptureAnswer capture(String key, Money amount, String method) {
        Entry entry = call(key, () -> take(key, amount));
        return entry.kind().equals("CAPTURE")
                ? new CaptureAnswer.Captured(entry.reference())
                : new CaptureAnswer.Declined();
    }

    @Override
    public RefundAnswer refund(String key, String captureReference) {
        return new RefundAnswer.Refunded(
                call(key, () -> giveBack(key, captureReference)).reference());
    }

    private Entry call(String key, Runnable action) {
        if (chance.happens(Fault.PROVIDER_AWAY)) {
            throw new OutcomeUnknownException("the provider answers 500");
        }
        if (late.containsKey(key)) {
            throw new OutcomeUnknownException("the provider is still at it");
        }
        if (!done.containsKey(key)) {
            if (chance.happens(Fault.PROVIDER_LATE)) {
                late.put(key, action);
                throw new OutcomeUnknownException("no answer in time");
            }
            action.run();
        }
        if (chance.happens(Fault.PROVIDER_REPLY_LOST)) {
            throw new OutcomeUnknownException("the connection was reset");
        }
        return done.get(key);
    }

    private void take(String key, Money amount) {
        boolean declined = chance.happens(Fault.PROVIDER_DECLINES);
        captured.put("at-" + key, amount);
        done.put(
                key,
                new Entry(
                        key,
                        declined ? "DECLINE" : "CAPTURE",
                        orderOf(key),
                        declined ? null : "at-" + key,
                        minor(amount, declined ? 0 : 1),
                        null,
                        clock.instant()));
    }

    private void giveBack(String key, String captureReference) {
        Money amount = captured.get(captureReference);
        done.put(
                key,
                new Entry(
                        key,
                        "REFUND",
                        orderOf(key),
                        "at-" + key,
                        minor(amount, -1),
                        captureReference,
                        clock.instant()));
    }

    private static Amount minor(Money amount, int sign) {
        return new Amount(
                sign * amount.getAmountMinorLong(), amount.getCurrencyUnit().getCode());
    }

    /** Keys read {@code <direction>-<order>}. */
    private static UUID orderOf(String key) {
        return OrderId.parse(key.substring(key.indexOf('-') + 1).substring(0, 36))
                .value();
    }
}
