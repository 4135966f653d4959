package dev.warren.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.Decision.Contradiction;
import dev.warren.messaging.Decision.Decided;
import dev.warren.messaging.Decision.Ignored;
import dev.warren.messaging.Said;
import dev.warren.payments.ForgetfulProvider.Trouble;
import dev.warren.payments.Payment.Pending;
import dev.warren.payments.PaymentInput.DeadlinePassed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One order's payment, the provider, and everything that is under way between them. */
final class PaymentWorld {

    private static final int ENOUGH = 20;

    final ForgetfulProvider provider;
    private final PaymentDecider decider = new PaymentDecider(Fixtures.TERMS);
    private final ProviderCalls calls;
    private final List<ProviderCall> asked = new ArrayList<>();
    private final List<PaymentInput> results = new ArrayList<>();
    private final Map<Long, Said> said = new TreeMap<>();
    private Instant now = Fixtures.START;
    private Payment payment;
    private boolean cancelled;

    PaymentWorld(boolean declines, boolean refusesRefunds) {
        provider = new ForgetfulProvider(() -> now, declines, refusesRefunds);
        calls = new ProviderCalls(provider, () -> now);
    }

    /** What can happen next; {@code pick} says to which call or result. */
    record Step(Kind kind, int pick, Trouble trouble, Duration time) {

        enum Kind {
            REQUEST,
            CANCEL,
            /** Calls are made any number of times, late or never. */
            CALL,
            /** Results arrive any number of times, late or never. */
            RESULT,
            TIME,
            DEADLINE
        }
    }

    void happens(Step step) {
        switch (step.kind()) {
            case REQUEST -> input(Fixtures.REQUESTED);
            case CANCEL -> {
                cancelled = true;
                input(Fixtures.CANCELLED);
            }
            case CALL -> {
                if (!asked.isEmpty()) {
                    call(asked.get(step.pick() % asked.size()), step.trouble());
                }
            }
            case RESULT -> {
                if (!results.isEmpty()) {
                    input(results.get(step.pick() % results.size()));
                }
            }
            case TIME -> now = now.plus(step.time());
            case DEADLINE -> input(new DeadlinePassed(Fixtures.ORDER));
        }
    }

    /** The provider answers from now on, and every deadline passes in time. */
    void calmsDown() {
        for (int i = 0; i < ENOUGH && payment instanceof Pending pending; i++) {
            now = now.isAfter(pending.asking().deadline())
                    ? now
                    : pending.asking().deadline();
            int before = asked.size();
            input(Fixtures.DEADLINE);
            if (asked.size() > before) {
                call(asked.getLast(), Trouble.NONE);
                input(results.getLast());
            }
        }
    }

    Payment payment() {
        return payment;
    }

    boolean isCancelled() {
        return cancelled;
    }

    List<Said> said() {
        return List.copyOf(said.values());
    }

    private void call(ProviderCall call, Trouble trouble) {
        provider.next(trouble);
        results.add(calls.perform(call));
    }

    private void input(PaymentInput input) {
        switch (decider.decide(payment, input, now)) {
            case Ignored<Payment, ProviderCall> nothing -> {}
            case Contradiction<Payment, ProviderCall> it -> throw new AssertionError(it.reason());
            case Decided<Payment, ProviderCall> it -> {
                payment = it.state();
                asked.addAll(it.effects());
                it.said().forEach(this::hear);
            }
        }
    }

    private void hear(Said event) {
        assertThat(said.getOrDefault(event.sequence(), event)).as("said again").isEqualTo(event);
        said.put(event.sequence(), event);
    }
}
