package dev.warren.users.http;

import static dev.warren.users.Fixtures.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.events.InvalidFieldException;
import dev.warren.events.UserEvent.UserRegistered;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a name and an address, held against the contract. */
class NewUserTest {

    @Property(tries = 5_000)
    void a_name_passes_here_if_and_only_if_it_passes_the_contract(@ForAll("texts") String name) {
        assertThat(name.matches(NewUser.NAME)).isEqualTo(passesTheContract(name, "ada@example.org"));
    }

    /** Only if: the contract has to let addresses pass that are not likely to be anybody's. */
    @Property(tries = 5_000)
    void an_address_that_passes_here_passes_the_contract(@ForAll("addresses") String email) {
        if (email.matches(NewUser.EMAIL)) {
            assertThat(passesTheContract("Ada", email)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.org",
                "ada.lovelace+orders@mail.example.org",
                "o'hara_7@example.org",
                "ada@localhost",
                "zoë@bücher.example",
                "用户@例子.广告",
                "ada@xn--bcher-kva.example"
            })
    void usual_addresses_pass(String email) {
        assertThat(email).matches(NewUser.EMAIL);
        assertThat(passesTheContract("Ada", email)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "ada@",
                "@example.org",
                "ada@@example.org",
                "ada@x@example.org",
                "ada lovelace@example.org",
                ".ada@example.org",
                "ada.@example.org",
                "a..da@example.org",
                "ada@.example.org",
                "ada@example..org",
                "ada@example.org.",
                "ada@-example.org",
                "ada@example-.org",
                "ada@exam_ple.org",
                "ada@example.org\n",
                "ada@example.org\r\nBcc: eve@example.org",
                "Ada <ada@example.org>",
                "ada@example.org,eve@example.org",
                "\"ada\"@example.org",
                "ada@[127.0.0.1]",
                "ada\u0000@example.org",
                "ada\ud800@example.org"
            })
    void what_is_no_address_does_not_pass(String email) {
        assertThat(email).doesNotMatch(NewUser.EMAIL);
    }

    @Test
    void lengths_are_counted_in_characters_as_people_count() {
        assertThat("😀".repeat(200)).matches(NewUser.NAME);
        assertThat("a".repeat(201)).doesNotMatch(NewUser.NAME);
        assertThat("a".repeat(242) + "@example.org").matches(NewUser.EMAIL);
        assertThat("a".repeat(243) + "@example.org").doesNotMatch(NewUser.EMAIL);
    }

    @Test
    void a_very_long_text_is_refused_without_exhausting_the_stack() {
        assertThat("a.".repeat(30_000) + "a@" + "b.".repeat(1_000)).doesNotMatch(NewUser.EMAIL);
        assertThat(" ".repeat(60_000)).doesNotMatch(NewUser.NAME);
    }

    private static boolean passesTheContract(String name, String email) {
        try {
            new UserRegistered(USER, name, email);
            return true;
        } catch (InvalidFieldException refused) {
            return false;
        }
    }

    @Provide
    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(210),
                Arbitraries.strings()
                        .withChars("a\u00e9 \u00a0\n\u0085\u2028\u200b\ud83d\ude00")
                        .ofMaxLength(5),
                Arbitraries.of("\ud83d\ude00").map(it -> it.repeat(200)));
    }

    @Provide
    static Arbitrary<String> addresses() {
        return Arbitraries.strings()
                .withChars("ab.-_+@@@ \u00e9\u7528\n\u0000\u00a0\u200b\ud83d\ude00<>\"(,")
                .ofMaxLength(8);
    }
}
