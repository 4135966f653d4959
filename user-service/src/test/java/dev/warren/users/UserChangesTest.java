package dev.warren.users;

import static dev.warren.users.Fixtures.ADA;
import static dev.warren.users.Fixtures.LATER;
import static dev.warren.users.Fixtures.LIMIT;
import static dev.warren.users.Fixtures.NOTHING;
import static dev.warren.users.Fixtures.TOTAL;
import static dev.warren.users.Fixtures.USER;
import static dev.warren.users.Fixtures.aUser;
import static dev.warren.users.Fixtures.aUserWithReserved;
import static dev.warren.users.Fixtures.accountOf;
import static dev.warren.users.Fixtures.anErasedUserWithReserved;
import static dev.warren.users.Fixtures.euros;
import static dev.warren.users.Story.given;
import static dev.warren.users.Story.givenNobody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.edge.caching.IfMatch;
import dev.warren.edge.problem.ProblemException;
import dev.warren.events.UserEvent.CreditLimitChanged;
import dev.warren.events.UserEvent.UserErased;
import dev.warren.events.UserEvent.UserUpdated;
import dev.warren.messaging.Said;
import dev.warren.users.UserInput.ChangeCreditLimit;
import dev.warren.users.UserInput.ChangeProfile;
import dev.warren.users.UserInput.ChangeUser;
import dev.warren.users.UserInput.EraseUser;
import io.micronaut.http.HttpRequest;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class UserChangesTest {

    private static final Profile COUNTESS = new Profile("Ada King", ADA.email());

    @Test
    void a_new_name_is_told_of_together_with_the_address() {
        given(aUser())
                .when(profile("Ada King", null))
                .becomes(accountOf(new User(USER, COUNTESS, Credit.upTo(LIMIT), 3)))
                .says(new Said(new UserUpdated(USER, "Ada King", ADA.email()), 3, LATER));
    }

    @Test
    void a_new_address_is_told_of_together_with_the_name() {
        given(aUser())
                .when(profile(null, "king@example.org"))
                .says(new Said(new UserUpdated(USER, ADA.name(), "king@example.org"), 3, LATER));
    }

    @Test
    void a_change_that_changes_nothing_says_nothing() {
        given(aUser()).when(profile(ADA.name(), ADA.email())).isIgnored();
        given(aUser()).when(limit(LIMIT)).isIgnored();
    }

    @Test
    void a_new_limit_is_told_of() {
        given(aUserWithReserved(TOTAL))
                .when(limit(euros("500.00")))
                .becomes(accountOf(new User(USER, ADA, new Credit(euros("500.00"), TOTAL), 3)))
                .says(new Said(new CreditLimitChanged(USER, euros("500.00")), 3, LATER));
    }

    @Test
    void a_limit_may_be_lowered_below_what_is_reserved() {
        given(aUserWithReserved(TOTAL))
                .when(limit(NOTHING))
                .becomes(accountOf(new User(USER, ADA, new Credit(NOTHING, TOTAL), 3)));
    }

    @Test
    void a_limit_in_another_currency_is_impossible() {
        given(aUser()).when(limit(Money.parse("USD 100.00"))).isImpossible("is kept in EUR");
    }

    @Test
    void whoever_is_erased_keeps_an_account_without_a_person() {
        given(aUserWithReserved(TOTAL))
                .when(new EraseUser(USER, IfMatch.ANYTHING))
                .becomes(accountOf(anErasedUserWithReserved(TOTAL)))
                .says(new Said(new UserErased(USER), 3, LATER));
    }

    @Test
    void nobody_and_somebody_erased_have_nothing_to_change() {
        for (ChangeUser change :
                List.of(profile("Ada King", null), limit(NOTHING), new EraseUser(USER, IfMatch.ANYTHING))) {
            givenNobody().when(change).isIgnored();
            given(anErasedUserWithReserved(TOTAL)).when(change).isIgnored();
        }
    }

    @Test
    void a_change_of_what_was_seen_is_made_and_any_other_is_refused() {
        var seen = ifMatch(aUser().version());
        given(aUser()).when(new ChangeProfile(USER, "Ada King", null, seen)).becomes(accountOf(aUser().next(COUNTESS)));

        var changedSince = aUser().next(COUNTESS);
        var orderedSince = aUserWithReserved(TOTAL);
        for (User user : List.of(changedSince, orderedSince)) {
            assertThatThrownBy(() -> given(user).when(new ChangeCreditLimit(USER, NOTHING, seen)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("PRECONDITION_FAILED")
                    .hasMessageContaining(user.version());
        }
    }

    @Test
    void personal_data_stays_out_of_texts() {
        assertThat(profile("Ada King", "king@example.org").toString()).doesNotContain("Ada", "king@");
    }

    private static ChangeProfile profile(String name, String email) {
        return new ChangeProfile(USER, name, email, IfMatch.ANYTHING);
    }

    private static ChangeCreditLimit limit(Money limit) {
        return new ChangeCreditLimit(USER, limit, IfMatch.ANYTHING);
    }

    private static IfMatch ifMatch(String version) {
        return IfMatch.of(HttpRequest.GET("/").header("If-Match", '"' + version + '"'));
    }
}
