package dev.warren.system.check;

import static dev.warren.system.check.Tampered.first;
import static dev.warren.system.check.Tampered.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.system.check.Traffic.Event;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An order may say its request again, when somebody has asked it to. */
class ResendTest {

    private final Tampered run = Tampered.of(SmallRun.evidence());
    private final Books.Order order = first(run.orders, it -> "INSUFFICIENT_CREDIT".equals(it.reason()));

    @Test
    void a_cancellation_that_an_operator_has_resent_is_no_second_cancellation() {
        sayTheCancellationAgain();
        run.calls.add(new Call(
                0,
                "operator",
                Instant.now(),
                new Call.Resend(order.id()),
                new Call.Ok(Instant.now(), order.id(), "CANCELLED", true)));
        assertThat(Checker.check(run.evidence())).isEmpty();
    }

    @Test
    void a_cancellation_that_nobody_has_resent_is_a_second_one() {
        sayTheCancellationAgain();
        assertThat(Checker.check(run.evidence()))
                .extracting(Violation::invariant)
                .containsOnly(Invariant.I3, Invariant.I4);
    }

    private void sayTheCancellationAgain() {
        Event cancelled = first(
                run.events,
                event -> event.type().equals("order.cancelled.v1")
                        && event.subject().equals(order.id()));
        Event again = with(with(with(cancelled, "id", UUID.randomUUID()), "sequence", 3L), "cause", null);
        run.events.add(again);
        run.timelines.add(new Books.Line(order.id(), again.id(), true));
        run.inboxes.forEach((service, inbox) -> {
            if (run.hears.get(service).contains(again.type())) {
                inbox.add(again.id());
            }
        });
        run.orders.set(run.orders.indexOf(order), with(order, "sequence", 3L));
    }
}
