package dev.warren.notifications;

import static dev.warren.notifications.Fixtures.ADA;
import static dev.warren.notifications.Fixtures.ADDRESS;
import static dev.warren.notifications.Fixtures.CANCELLATION;
import static dev.warren.notifications.Fixtures.CANCELLED;
import static dev.warren.notifications.Fixtures.CONFIRMATION;
import static dev.warren.notifications.Fixtures.CONFIRMED;
import static dev.warren.notifications.Fixtures.DEADLINE;
import static dev.warren.notifications.Fixtures.ERASED;
import static dev.warren.notifications.Fixtures.LATER;
import static dev.warren.notifications.Fixtures.MAIL;
import static dev.warren.notifications.Fixtures.ORDER;
import static dev.warren.notifications.Fixtures.REGISTERED;
import static dev.warren.notifications.Fixtures.START;
import static dev.warren.notifications.Fixtures.TOTAL;
import static dev.warren.notifications.Fixtures.adaWithAddress;
import static dev.warren.notifications.Fixtures.adaWithoutAddress;
import static dev.warren.notifications.Fixtures.cancelled;
import static dev.warren.notifications.Fixtures.sending;
import static dev.warren.notifications.Fixtures.sent;
import static dev.warren.notifications.Fixtures.skipped;
import static dev.warren.notifications.Fixtures.waiting;
import static dev.warren.notifications.Story.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.events.CancellationReason;
import dev.warren.events.Channel;
import dev.warren.events.NotificationFailure;
import dev.warren.events.OrderEvent;
import dev.warren.events.Template;
import dev.warren.events.UserEvent;
import dev.warren.notifications.Notification.Failed;
import dev.warren.notifications.Notification.Sending;
import dev.warren.notifications.Notification.Sent;
import dev.warren.notifications.Notification.Skipped;
import dev.warren.notifications.Notification.WaitingForAddress;
import dev.warren.notifications.NotificationInput.ContactHeard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotificationDeciderTest {

    @Test
    void a_confirmed_order_sends_one_mail_to_its_user() {
        given(adaWithAddress())
                .when(CONFIRMED)
                .becomes(adaWithAddress(Sending.first(CONFIRMATION, LATER)))
                .sends(MAIL)
                .saysNothing();
    }

    @Test
    void a_cancelled_order_sends_one_mail_to_its_user() {
        given(adaWithAddress())
                .when(CANCELLED)
                .becomes(adaWithAddress(Sending.first(CANCELLATION, LATER)))
                .sends(new SendMail(CANCELLATION, ADDRESS.name(), ADDRESS.email()));
    }

    @Test
    void an_accepted_mail_is_sent() {
        given(adaWithAddress(sending(CONFIRMATION)))
                .when(MAIL.accepted())
                .becomes(adaWithAddress(new Sent(CONFIRMATION, LATER)))
                .saysSent(CONFIRMATION)
                .sends();
    }

    @Test
    void the_same_outcome_heard_twice_is_told_once() {
        given(adaWithAddress(sending(CONFIRMATION))).when(CONFIRMED).changesNothing();
        given(adaWithAddress(sent(CONFIRMATION))).when(CONFIRMED).changesNothing();
    }

    @Test
    void an_order_that_was_confirmed_and_then_cancelled_is_told_of_twice() {
        given(adaWithAddress(sent(CONFIRMATION)))
                .when(CANCELLED)
                .becomes(adaWithAddress(sent(CONFIRMATION), Sending.first(CANCELLATION, LATER)));
    }

    @Test
    void a_confirmation_that_arrives_after_the_cancellation_is_skipped() {
        given(adaWithAddress(sent(CANCELLATION)))
                .when(CONFIRMED)
                .becomes(adaWithAddress(sent(CANCELLATION), new Skipped(CONFIRMATION, LATER)))
                .saysNothing()
                .sends();
    }

    @Test
    void a_confirmation_that_still_waits_for_the_address_when_the_cancellation_comes_is_skipped() {
        given(adaWithoutAddress(waiting(CONFIRMATION)))
                .when(CANCELLED)
                .becomes(adaWithoutAddress(
                        new Skipped(CONFIRMATION, LATER),
                        new WaitingForAddress(CANCELLATION, LATER, LATER.plus(Fixtures.ADDRESS_DEADLINE))))
                .saysNothing();
    }

    @Test
    void a_confirmation_under_way_when_the_cancellation_comes_is_not_tried_again() {
        var now = START.plus(Sending.WINDOW);
        given(adaWithAddress(sending(CONFIRMATION), sending(CANCELLATION)))
                .when(DEADLINE, now)
                .becomes(adaWithAddress(new Skipped(CONFIRMATION, now), sending(CANCELLATION)))
                .sends();
    }

    @Test
    void a_skipped_confirmation_that_turns_out_to_be_sent_is_sent() {
        given(adaWithAddress(skipped(CONFIRMATION), sent(CANCELLATION)))
                .when(MAIL.accepted())
                .becomes(adaWithAddress(new Sent(CONFIRMATION, LATER), sent(CANCELLATION)))
                .saysSent(CONFIRMATION);
    }

    @Test
    void an_attempt_without_an_answer_is_made_again_after_a_pause_that_doubles() {
        Notification it = sending(CONFIRMATION);
        var pauses = List.of(500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000);
        for (int i = 0; i < pauses.size(); i++) {
            var next = new Sending(CONFIRMATION, START, i + 1, LATER.plusMillis(pauses.get(i)));
            given(adaWithAddress(it))
                    .when(MAIL.unknown())
                    .becomes(adaWithAddress(next))
                    .sends();
            it = next;
        }
    }

    @Test
    void the_same_mail_is_sent_again_at_the_deadline() {
        var resting = new Sending(CONFIRMATION, START, 3, LATER);
        given(adaWithAddress(resting))
                .when(DEADLINE)
                .becomes(adaWithAddress(new Sending(CONFIRMATION, START, 3, LATER.plus(Sending.WINDOW))))
                .sends(MAIL);
    }

    @Test
    void a_mail_that_is_refused_for_good_has_failed() {
        given(adaWithAddress(sending(CONFIRMATION)))
                .when(MAIL.refused())
                .becomes(adaWithAddress(new Failed(CONFIRMATION, NotificationFailure.REFUSED_BY_MAIL_SERVER, LATER)))
                .saysFailed(CONFIRMATION, NotificationFailure.REFUSED_BY_MAIL_SERVER);
    }

    @Test
    void what_is_only_recorded_is_sent_at_once_and_sends_nothing() {
        var recorded = Notice.of(CONFIRMED, Channel.RECORD);
        given(adaWithAddress())
                .by(Channel.RECORD)
                .when(CONFIRMED)
                .becomes(adaWithAddress(new Sent(recorded, LATER)))
                .saysSent(recorded)
                .sends();
    }

    @Test
    void a_result_without_a_notification_cannot_be() {
        given(adaWithAddress()).when(MAIL.accepted()).isImpossible();
    }

    @Test
    void events_are_heard_with_what_matters_here() {
        var decider = new NotificationDecider(Channel.EMAIL, Duration.ofMinutes(1));
        assertThat(decider.hear(new UserEvent.UserRegistered(ADA, "Ada Lovelace", "ada@example.org"), 1))
                .isEqualTo(REGISTERED);
        assertThat(decider.hear(new UserEvent.UserUpdated(ADA, "Ada King", "ada@example.org"), 4))
                .isEqualTo(new ContactHeard(ADA, new Contact.Known("Ada King", "ada@example.org", 4)));
        assertThat(decider.hear(new UserEvent.UserErased(ADA), 5)).isEqualTo(ERASED);
        assertThat(decider.hear(new OrderEvent.OrderConfirmed(ORDER, ADA, TOTAL), 3))
                .isEqualTo(CONFIRMED);
        assertThat(decider.hear(
                        new OrderEvent.OrderCancelled(ORDER, ADA, TOTAL, CancellationReason.PAYMENT_DECLINED), 3))
                .isEqualTo(CANCELLED);
        assertThatThrownBy(() -> decider.hear("something else", 1)).hasMessageContaining("does not hear String");
    }

    @Test
    void the_id_of_a_notification_follows_from_order_and_template() {
        var confirmed = Notice.id(ORDER, Template.ORDER_CONFIRMED);
        var cancelled = Notice.id(ORDER, Template.ORDER_CANCELLED);
        assertThat(confirmed).isEqualTo(CONFIRMATION.id()).isLessThan(cancelled);
        assertThat(confirmed.value().version()).isEqualTo(7);
        assertThat(confirmed.value().variant()).isEqualTo(2);
        // The order is 019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071.
        assertThat(confirmed).hasToString("019a0b1c-2d3e-7a01-90d9-61ea72fb0388");
        assertThat(cancelled).hasToString("019a0b1c-2d3e-7a01-90d9-61ea72fb0389");
    }

    @Test
    void personal_data_is_left_out_of_every_text_form() {
        assertThat(List.of(MAIL, REGISTERED, ADDRESS, adaWithAddress(sending(CONFIRMATION)))
                        .toString())
                .doesNotContain("Ada")
                .doesNotContain("example.org");
    }
}
