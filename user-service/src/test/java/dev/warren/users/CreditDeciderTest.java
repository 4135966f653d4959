package dev.warren.users;

import static dev.warren.events.CreditRefusal.CURRENCY_MISMATCH;
import static dev.warren.events.CreditRefusal.INSUFFICIENT_CREDIT;
import static dev.warren.events.CreditRefusal.UNKNOWN_USER;
import static dev.warren.users.Fixtures.ADA;
import static dev.warren.users.Fixtures.CANCELLED;
import static dev.warren.users.Fixtures.LATER;
import static dev.warren.users.Fixtures.LIMIT;
import static dev.warren.users.Fixtures.NOTHING;
import static dev.warren.users.Fixtures.ORDER;
import static dev.warren.users.Fixtures.PLACED;
import static dev.warren.users.Fixtures.REGISTER;
import static dev.warren.users.Fixtures.SOMEBODY_ELSE;
import static dev.warren.users.Fixtures.START;
import static dev.warren.users.Fixtures.TOTAL;
import static dev.warren.users.Fixtures.USER;
import static dev.warren.users.Fixtures.aRefusal;
import static dev.warren.users.Fixtures.aReleaseAfterARefusal;
import static dev.warren.users.Fixtures.aReleasedReservation;
import static dev.warren.users.Fixtures.aReservation;
import static dev.warren.users.Fixtures.aUser;
import static dev.warren.users.Fixtures.aUserWithReserved;
import static dev.warren.users.Fixtures.accountOf;
import static dev.warren.users.Fixtures.accountOfNobody;
import static dev.warren.users.Fixtures.anAccountWithAReservation;
import static dev.warren.users.Fixtures.anErasedUserWithReserved;
import static dev.warren.users.Fixtures.anOrderCancelledBeforeItWasPlaced;
import static dev.warren.users.Fixtures.euros;
import static dev.warren.users.Fixtures.placed;
import static dev.warren.users.Story.given;
import static dev.warren.users.Story.givenNobody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.events.CancellationReason;
import dev.warren.events.OrderEvent;
import dev.warren.events.OrderItem;
import dev.warren.events.PaymentMethod;
import dev.warren.events.UserEvent.CreditLimitChanged;
import dev.warren.events.UserEvent.UserRegistered;
import dev.warren.messaging.Said;
import dev.warren.users.UserInput.OrderCancelled;
import dev.warren.users.UserInput.OrderPlaced;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class CreditDeciderTest {

    private final CreditDecider decider = new CreditDecider();

    @Test
    void whoever_registers_is_told_of_with_name_and_limit() {
        givenNobody()
                .when(REGISTER)
                .becomes(accountOf(aUser()))
                .says(
                        new Said(new UserRegistered(USER, ADA.name(), ADA.email()), 1, LATER),
                        new Said(new CreditLimitChanged(USER, LIMIT), 2, LATER));
    }

    @Test
    void registering_under_an_id_that_is_taken_is_impossible() {
        given(aUser()).when(REGISTER).isImpossible("user " + USER + " has registered already");
    }

    @Test
    void a_refusal_from_before_the_registration_stays() {
        given(accountOfNobody(aRefusal(UNKNOWN_USER)))
                .when(REGISTER)
                .becomes(accountOf(aUser(), aRefusal(UNKNOWN_USER)));
    }

    @Test
    void an_order_within_the_limit_reserves_its_total() {
        given(aUser()).when(PLACED, START).becomes(anAccountWithAReservation()).says(aReservation());
    }

    @Test
    void an_order_of_exactly_what_is_available_reserves_it_all() {
        var reservation = new Reservation.Reserved(ORDER, USER, euros("57.50"), Answer.first(START));
        given(aUserWithReserved(TOTAL))
                .when(placed(euros("57.50")), START)
                .becomes(accountOf(aUserWithReserved(LIMIT), reservation))
                .says(reservation);
    }

    @Test
    void an_order_of_a_cent_too_much_is_refused() {
        given(aUserWithReserved(TOTAL))
                .when(placed(euros("57.51")), START)
                .becomes(accountOf(aUserWithReserved(TOTAL), aRefusal(INSUFFICIENT_CREDIT)))
                .says(aRefusal(INSUFFICIENT_CREDIT));
    }

    @Test
    void an_order_in_another_currency_is_refused() {
        given(aUser())
                .when(placed(Money.parse("USD 1.00")), START)
                .becomes(accountOf(aUser(), aRefusal(CURRENCY_MISMATCH)))
                .says(aRefusal(CURRENCY_MISMATCH));
    }

    @Test
    void an_order_of_an_unknown_user_is_refused() {
        givenNobody()
                .when(PLACED, START)
                .becomes(accountOfNobody(aRefusal(UNKNOWN_USER)))
                .says(aRefusal(UNKNOWN_USER));
    }

    @Test
    void an_order_of_an_erased_user_is_refused() {
        var erased = anErasedUserWithReserved(NOTHING);
        given(erased)
                .when(PLACED, START)
                .becomes(accountOf(erased, aRefusal(UNKNOWN_USER)))
                .says(aRefusal(UNKNOWN_USER));
    }

    @Test
    void a_limit_that_was_lowered_below_what_is_reserved_grants_nothing() {
        var user = new User(USER, ADA, new Credit(euros("10.00"), TOTAL), 3);
        assertThat(user.credit().available()).isEqualTo(NOTHING);
        given(user).when(placed(euros("0.01")), START).says(aRefusal(INSUFFICIENT_CREDIT));
    }

    @Test
    void a_total_beside_which_the_sum_would_overflow_is_refused() {
        given(aUserWithReserved(LIMIT))
                .when(placed(Money.ofMinor(LIMIT.getCurrencyUnit(), Long.MAX_VALUE)), START)
                .says(aRefusal(INSUFFICIENT_CREDIT));
    }

    @Test
    void a_reserved_order_placed_again_is_answered_as_before() {
        given(anAccountWithAReservation())
                .when(PLACED)
                .becomes(anAccountWithAReservation())
                .says(aReservation());
    }

    @Test
    void a_refused_order_placed_again_is_answered_as_before_although_there_is_credit_by_now() {
        given(accountOf(aUser(), aRefusal()))
                .when(PLACED)
                .becomes(accountOf(aUser(), aRefusal()))
                .says(aRefusal());
    }

    @Test
    void a_cancelled_order_gives_back_what_it_reserved() {
        given(anAccountWithAReservation())
                .when(CANCELLED, START)
                .becomes(accountOf(aUser(), aReleasedReservation()))
                .says(aReleasedReservation());
    }

    @Test
    void a_cancelled_order_of_an_erased_user_gives_back_what_it_reserved() {
        given(accountOf(anErasedUserWithReserved(TOTAL), aReservation()))
                .when(CANCELLED, START)
                .becomes(accountOf(anErasedUserWithReserved(NOTHING), aReleasedReservation()))
                .says(aReleasedReservation());
    }

    /** It may have been cancelled by its customer before it heard of the refusal, and waits for the release. */
    @Test
    void a_cancelled_order_that_was_refused_is_answered_with_a_release_of_nothing() {
        given(accountOf(aUser(), aRefusal()))
                .when(CANCELLED, START)
                .becomes(accountOf(aUser(), aReleaseAfterARefusal()))
                .says(aReleaseAfterARefusal());
    }

    @Test
    void an_order_cancelled_before_it_was_placed_leaves_a_tombstone_and_is_answered_with_a_release_of_nothing() {
        given(aUser())
                .when(CANCELLED, START)
                .becomes(accountOf(aUser(), anOrderCancelledBeforeItWasPlaced()))
                .says(anOrderCancelledBeforeItWasPlaced());
    }

    @Test
    void so_it_is_for_an_unknown_user() {
        givenNobody()
                .when(CANCELLED, START)
                .becomes(accountOfNobody(anOrderCancelledBeforeItWasPlaced()))
                .says(anOrderCancelledBeforeItWasPlaced());
    }

    @Test
    void an_order_placed_after_its_cancellation_is_ignored() {
        given(accountOf(aUser(), anOrderCancelledBeforeItWasPlaced()))
                .when(PLACED)
                .isIgnored();
    }

    @Test
    void an_order_cancelled_again_is_answered_as_before() {
        for (var release :
                List.of(aReleasedReservation(), aReleaseAfterARefusal(), anOrderCancelledBeforeItWasPlaced())) {
            given(accountOf(aUser(), release))
                    .when(CANCELLED)
                    .becomes(accountOf(aUser(), release))
                    .says(release);
        }
    }

    @Test
    void a_released_order_placed_again_reserves_nothing_and_is_told_of_the_release_again() {
        given(accountOf(aUser(), aReleasedReservation()))
                .when(PLACED)
                .becomes(accountOf(aUser(), aReleasedReservation()))
                .says(aReleasedReservation());
    }

    @Test
    void an_order_that_belongs_to_somebody_else_is_impossible() {
        var mistaken =
                new Account(SOMEBODY_ELSE, null, anAccountWithAReservation().reservations());
        given(mistaken)
                .when(new OrderCancelled(ORDER, SOMEBODY_ELSE, TOTAL))
                .isImpossible("order " + ORDER + " belongs to user " + USER);
    }

    @Test
    void a_reservation_of_somebody_who_never_registered_is_impossible() {
        given(accountOfNobody(aReservation())).when(CANCELLED).isImpossible("who has not registered");
    }

    @Test
    void orders_are_heard_of_by_their_events() {
        var items = List.of(new OrderItem("tea", 1, TOTAL));
        assertThat(decider.hear(
                        new OrderEvent.OrderPlaced(ORDER, USER, items, TOTAL, PaymentMethod.card("pm_card_visa"), "DE"),
                        1))
                .isEqualTo(new OrderPlaced(ORDER, USER, TOTAL));
        assertThat(decider.hear(new OrderEvent.OrderCancelled(ORDER, USER, TOTAL, CancellationReason.BY_CUSTOMER), 2))
                .isEqualTo(CANCELLED);
    }

    @Test
    void other_events_are_not_heard() {
        assertThatThrownBy(() -> decider.hear(new OrderEvent.OrderConfirmed(ORDER, USER, TOTAL), 3))
                .hasMessageContaining("does not hear OrderConfirmed");
    }

    @Test
    void personal_data_stays_out_of_texts() {
        assertThat(accountOf(aUser()) + " " + REGISTER).doesNotContain("Ada", "ada@");
    }
}
