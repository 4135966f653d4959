package dev.warren.notifications;

import static dev.warren.notifications.Fixtures.ADA;
import static dev.warren.notifications.Fixtures.CONFIRMATION;
import static dev.warren.notifications.Fixtures.CONFIRMED;
import static dev.warren.notifications.Fixtures.DEADLINE;
import static dev.warren.notifications.Fixtures.ERASED;
import static dev.warren.notifications.Fixtures.LATER;
import static dev.warren.notifications.Fixtures.MAIL;
import static dev.warren.notifications.Fixtures.REGISTERED;
import static dev.warren.notifications.Fixtures.START;
import static dev.warren.notifications.Fixtures.ada;
import static dev.warren.notifications.Fixtures.adaErased;
import static dev.warren.notifications.Fixtures.adaWithAddress;
import static dev.warren.notifications.Fixtures.adaWithoutAddress;
import static dev.warren.notifications.Fixtures.cancelled;
import static dev.warren.notifications.Fixtures.sending;
import static dev.warren.notifications.Fixtures.waiting;
import static dev.warren.notifications.Story.given;
import static dev.warren.notifications.Story.givenNobody;

import dev.warren.events.CancellationReason;
import dev.warren.events.Channel;
import dev.warren.events.NotificationFailure;
import dev.warren.notifications.Notification.Failed;
import dev.warren.notifications.Notification.Sending;
import dev.warren.notifications.Notification.WaitingForAddress;
import dev.warren.notifications.NotificationInput.ContactHeard;
import org.junit.jupiter.api.Test;

class WaitingForAddressTest {

    @Test
    void without_an_address_a_notification_waits() {
        givenNobody()
                .when(CONFIRMED)
                .becomes(adaWithoutAddress(
                        new WaitingForAddress(CONFIRMATION, LATER, LATER.plus(Fixtures.ADDRESS_DEADLINE))))
                .saysNothing()
                .sends();
    }

    @Test
    void everything_that_waits_is_sent_as_soon_as_the_address_is_known() {
        var other = Fixtures.otherConfirmation();
        given(adaWithoutAddress(waiting(CONFIRMATION), waiting(other)))
                .when(REGISTERED)
                .becomes(adaWithAddress(Sending.first(CONFIRMATION, LATER), Sending.first(other, LATER)))
                .saysNothing();
    }

    @Test
    void without_an_address_by_the_deadline_a_notification_has_failed() {
        var now = START.plus(Fixtures.ADDRESS_DEADLINE);
        given(adaWithoutAddress(waiting(CONFIRMATION)))
                .when(DEADLINE, now)
                .becomes(adaWithoutAddress(new Failed(CONFIRMATION, NotificationFailure.NO_ADDRESS, now)))
                .saysFailed(CONFIRMATION, NotificationFailure.NO_ADDRESS, now);
    }

    @Test
    void an_address_that_is_known_at_the_deadline_is_used() {
        var now = START.plus(Fixtures.ADDRESS_DEADLINE);
        given(adaWithAddress(waiting(CONFIRMATION))).when(DEADLINE, now).sends(MAIL);
    }

    @Test
    void a_deadline_that_was_moved_meanwhile_is_no_deadline() {
        given(adaWithoutAddress(waiting(CONFIRMATION)))
                .when(DEADLINE, START.plus(Fixtures.ADDRESS_DEADLINE).minusMillis(1))
                .changesNothing();
    }

    @Test
    void an_erased_user_is_not_told() {
        given(adaErased())
                .when(CONFIRMED)
                .becomes(adaErased(new Failed(CONFIRMATION, NotificationFailure.ERASED_USER, LATER)))
                .saysFailed(CONFIRMATION, NotificationFailure.ERASED_USER)
                .sends();
    }

    @Test
    void erasing_a_user_fails_what_waits_for_the_address() {
        given(adaWithoutAddress(waiting(CONFIRMATION)))
                .when(ERASED)
                .becomes(adaErased(new Failed(CONFIRMATION, NotificationFailure.ERASED_USER, LATER)))
                .saysFailed(CONFIRMATION, NotificationFailure.ERASED_USER);
    }

    @Test
    void a_mail_to_a_user_who_was_erased_meanwhile_is_not_tried_again() {
        var now = START.plus(Sending.WINDOW);
        given(adaErased(sending(CONFIRMATION)))
                .when(DEADLINE, now)
                .becomes(adaErased(new Failed(CONFIRMATION, NotificationFailure.ERASED_USER, now)))
                .sends();
    }

    @Test
    void nothing_that_arrives_late_brings_an_erased_user_back() {
        given(adaErased()).when(REGISTERED).changesNothing();
    }

    @Test
    void an_order_of_an_unknown_user_has_failed_at_once() {
        var notice = Notice.of(cancelled(CancellationReason.UNKNOWN_USER), Channel.EMAIL);
        givenNobody()
                .when(cancelled(CancellationReason.UNKNOWN_USER))
                .becomes(adaWithoutAddress(new Failed(notice, NotificationFailure.UNKNOWN_USER, LATER)))
                .saysFailed(notice, NotificationFailure.UNKNOWN_USER);
    }

    @Test
    void an_older_address_never_replaces_a_newer_one() {
        var newer = new ContactHeard(ADA, new Contact.Known("Ada King", "ada.king@example.org", 3));
        given(adaWithAddress()).when(newer).becomes(ada(newer.contact()));
        given(ada(newer.contact())).when(REGISTERED).changesNothing();
    }

    @Test
    void what_is_only_recorded_needs_an_address_all_the_same() {
        var recorded = Notice.of(CONFIRMED, Channel.RECORD);
        givenNobody()
                .by(Channel.RECORD)
                .when(CONFIRMED)
                .becomes(adaWithoutAddress(
                        new WaitingForAddress(recorded, LATER, LATER.plus(Fixtures.ADDRESS_DEADLINE))))
                .saysNothing();
    }
}
