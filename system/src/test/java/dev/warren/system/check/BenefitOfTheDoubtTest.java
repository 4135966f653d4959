package dev.warren.system.check;

import static dev.warren.system.check.Tampered.change;
import static dev.warren.system.check.Tampered.first;
import static dev.warren.system.check.Tampered.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.system.check.Traffic.Event;
import dev.warren.system.check.Traffic.Parked;
import dev.warren.system.check.Traffic.Poison;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What looks wrong and is not: the checker cries only when something is broken. */
class BenefitOfTheDoubtTest {

    private final Tampered run = Tampered.of(SmallRun.evidence());
    private final Event limit = first(run.events, event -> event.type().equals("user.credit-limit-changed.v1"));
    private final Event grant = first(run.events, event -> event.type().equals("user.credit-reserved.v1"));

    @Test
    void a_limit_that_was_lowered_after_the_grant_does_not_forbid_it() {
        lowerTheLimit(run.events.getLast().at());
        assertThat(Checker.check(run.evidence())).isEmpty();
    }

    @Test
    void a_limit_that_was_lowered_before_the_grant_forbids_it() {
        run.events.removeIf(event -> event == limit);
        run.events.add(1, with(limit, "amount", new Amount(1, "EUR")));
        assertThat(Checker.check(run.evidence()))
                .extracting(Violation::invariant)
                .containsOnly(Invariant.I7);
    }

    @Test
    void a_limit_that_was_lowered_when_no_clock_can_tell_may_have_come_after_the_grant() {
        lowerTheLimit(grant.at().minusMillis(500));
        assertThat(Checker.check(run.evidence()))
                .extracting(Violation::which)
                .doesNotContain(grant.subject().toString());
    }

    @Test
    void an_unanswered_order_that_was_answered_when_asked_for_again_is_fine() {
        Call answered = run.calls.getFirst();
        run.calls.addFirst(with(answered, "outcome", new Call.Unknown("reset")));
        assertThat(Checker.check(run.evidence())).isEmpty();
    }

    @Test
    void an_order_without_a_key_may_come_of_an_unanswered_call() {
        var order = run.orders.getFirst();
        change(run.orders, it -> it == order, it -> with(it, "key", null));
        change(
                run.calls,
                call -> call.outcome() instanceof Call.Ok ok && ok.orderId().equals(order.id()),
                call -> with(
                        with(call, "request", new Call.Place(order.userId(), null, order.total())),
                        "outcome",
                        new Call.Unknown("reset")));
        assertThat(Checker.check(run.evidence())).isEmpty();
    }

    @Test
    void poison_that_had_no_id_is_known_by_where_it_is_parked() {
        run.poison.add(new Poison("user-service", null));
        run.parked.add(new Parked("user-service", UUID.randomUUID().toString(), "unreadable"));
        assertThat(Checker.check(run.evidence())).isEmpty();
    }

    @Test
    void a_mail_may_come_twice_for_every_time_that_it_was_accepted_and_not_recorded() {
        run.mails.add(run.mails.getFirst());
        run.mailWindows = 1;
        assertThat(Checker.check(run.evidence())).isEmpty();
    }

    private void lowerTheLimit(Instant at) {
        run.events.add(with(
                with(with(with(limit, "id", UUID.randomUUID()), "sequence", 3L), "at", at),
                "amount",
                new Amount(1, "EUR")));
        change(
                run.accounts,
                account -> account.userId().equals(limit.subject()),
                account -> with(account, "sequence", 3L));
    }
}
