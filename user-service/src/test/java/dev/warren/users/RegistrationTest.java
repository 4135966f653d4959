package dev.warren.users;

import static dev.warren.users.Fixtures.ADA;
import static dev.warren.users.Fixtures.LATER;
import static dev.warren.users.Fixtures.LIMIT;
import static dev.warren.users.Fixtures.SOMEBODY_ELSE;
import static dev.warren.users.Fixtures.START;
import static dev.warren.users.Fixtures.USER;
import static dev.warren.users.Fixtures.aUser;
import static dev.warren.users.Fixtures.accountOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.edge.idempotency.CallersKey;
import dev.warren.messaging.Decision;
import dev.warren.messaging.Decision.Decided;
import dev.warren.users.UserInput.RegisterUser;
import org.junit.jupiter.api.Test;

/** Registering under an idempotency key. */
class RegistrationTest {

    private static final CallersKey KEY = new CallersKey("an-operator", "a-key");
    private static final RegisterUser COMMAND = new RegisterUser(USER, ADA, LIMIT, KEY);
    private static final Registration FIRST = Registration.of(COMMAND, START);

    private final CreditDecider decider = new CreditDecider();

    @Test
    void what_was_registered_under_a_key_is_remembered_with_it() {
        var decided = (Decided<Account, Void>) decider.decide(null, COMMAND, START);

        assertThat(decided.state()).isEqualTo(accountOf(aUser()).with(FIRST));
    }

    @Test
    void registering_under_a_known_key_changes_nothing() {
        var again = new RegisterUser(SOMEBODY_ELSE, ADA, LIMIT, KEY);

        assertThat(decider.decide(accountOf(aUser()).with(FIRST), again, LATER)).isEqualTo(Decision.ignore());
    }

    @Test
    void the_same_request_is_told_from_another_by_everything_but_the_id() {
        assertThat(FIRST.isOf(new RegisterUser(SOMEBODY_ELSE, ADA, LIMIT, KEY))).isTrue();
        assertThat(FIRST.isOf(new RegisterUser(USER, new Profile("Ada", ADA.email()), LIMIT, KEY)))
                .isFalse();
        assertThat(FIRST.isOf(new RegisterUser(USER, new Profile(ADA.name(), "a@b"), LIMIT, KEY)))
                .isFalse();
        assertThat(FIRST.isOf(new RegisterUser(USER, ADA, LIMIT.plus(1), KEY))).isFalse();
    }

    @Test
    void the_same_key_of_another_caller_is_another_key() {
        var theirs = new RegisterUser(USER, ADA, LIMIT, new CallersKey("another-operator", "a-key"));

        assertThat(Registration.keyHash(theirs)).isNotEqualTo(FIRST.keyHash());
    }

    @Test
    void neither_key_nor_person_can_be_read_from_what_is_remembered() {
        assertThat(FIRST.toString()).doesNotContain("a-key", "an-operator", "Ada", "ada@example.org");
        assertThat(COMMAND.toString()).doesNotContain("a-key", "an-operator", "Ada", "ada@example.org");
    }
}
