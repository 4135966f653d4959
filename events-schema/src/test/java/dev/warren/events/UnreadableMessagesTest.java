package dev.warren.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableMessagesTest {

    private static final String ERASED = "{\"userId\":\"019b2f4e-6a10-7c3d-9f21-0b5e8d4c7a62\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "{",
                "{\"userId\":",
                "{userId:1}",
                "{'userId':1}",
                "{\"userId\":1,}",
                "// {}",
                "NaN"
            })
    void what_is_no_json_is_refused(String json) {
        assertThat(refusal("user.erased.v1", json.getBytes(UTF_8)).getMessage())
                .startsWith("INVALID_EVENT: user.erased.v1 $")
                .endsWith(": correct it and redrive, or delete it");
    }

    @Test
    void the_refusal_says_where_and_why() {
        assertThat(refusal("user.erased.v1", "{\n  \"userId\": x }".getBytes(UTF_8)))
                .hasMessageContaining("is no valid JSON at line 2, column ")
                .hasMessageContaining("(Unrecognized token 'x'");
        assertThat(refusal("order.placed.v1", Golden.with("order.placed.v1", "\"quantity\": 3", "\"quantity\": 0")))
                .hasMessage("INVALID_EVENT: order.placed.v1 $.items[0].quantity must be between 1 and 10000 but was 0:"
                        + " correct it and redrive, or delete it");
        assertThat(refusal("order.placed.v1", Golden.with("order.placed.v1", "\"pm_card_visa\"", "1")))
                .hasMessageContaining("$.paymentMethod must be a JSON string:");
        assertThat(refusal("user.erased.v1", "{}".getBytes(UTF_8)))
                .hasMessageContaining("$.userId must be present but was missing or null");
        assertThat(refusal("order.placed.v1", "{\"items\":{}}".getBytes(UTF_8)))
                .hasMessageContaining("$.items must be a JSON array:");
        assertThat(refusal("order.placed.v1", "[]".getBytes(UTF_8))).hasMessageContaining("$ must be a JSON object:");
        assertThat(refusal("notification.sent.v1", Golden.with("notification.sent.v1", "\"email\"", "\"EMAIL\"")))
                .hasMessageContaining("$.channel must be one of [email, record] but was \"EMAIL\"");
    }

    @Test
    void a_key_that_comes_twice_is_refused() {
        byte[] twice = ERASED.replace("}", ",\"userId\":null}").getBytes(UTF_8);

        assertThat(refusal("user.erased.v1", twice)).hasMessageContaining("Duplicate field 'userId'");
    }

    @Test
    void an_unknown_key_that_comes_twice_is_refused_as_well() {
        byte[] twice = ERASED.replace("}", ",\"later\":{\"a\":1,\"a\":2}}").getBytes(UTF_8);

        assertThat(refusal("user.erased.v1", twice)).hasMessageContaining("Duplicate field 'a'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "1", "x", "]", ","})
    void whatever_follows_the_document_is_refused(String rest) {
        assertThat(refusal("user.erased.v1", (ERASED + " " + rest).getBytes(UTF_8))
                        .path())
                .isEqualTo("$");
    }

    @Test
    void thirty_two_levels_are_read_and_thirty_three_are_refused() {
        assertThat(Catalogue.read("user.erased.v1", levels(32))).isEqualTo(Golden.event("user.erased.v1"));
        assertThat(refusal("user.erased.v1", levels(33))).hasMessageContaining("exceeds the maximum allowed (32");
    }

    @Test
    void json_is_utf_8() {
        assertThat(refusal("user.erased.v1", ERASED.getBytes(UTF_16))).hasMessageContaining("is no valid JSON");
        assertThat(refusal("payment.captured.v1", Golden.with("payment.captured.v1", "cap_", "é_"), ISO_8859_1))
                .hasMessageContaining("is no valid JSON");
    }

    @Test
    void a_refusal_never_shows_personal_data() {
        for (String wrong :
                new String[] {"\"Ada\\nSecret\"", "[\"Secret\"]", "Secret", "{\"Secret\":1,\"Secret\":2}"}) {
            byte[] json = Golden.with("user.registered.v1", "\"Ada Lovelace\"", wrong);
            assertThat(refusal("user.registered.v1", json))
                    .hasNoCause()
                    .message()
                    .doesNotContain("Secret");
        }
        byte[] json = Golden.with("user.updated.v1", "ada.king@example.org", "secret.at.example.org");
        assertThat(refusal("user.updated.v1", json)).message().doesNotContain("secret");
    }

    @Test
    void an_event_in_a_log_never_shows_personal_data() {
        assertThat(Golden.event("user.registered.v1"))
                .hasToString("UserRegistered[userId=019b2f4e-6a10-7c3d-9f21-0b5e8d4c7a62]");
        assertThat(Golden.event("user.updated.v1"))
                .hasToString("UserUpdated[userId=019b2f4e-6a10-7c3d-9f21-0b5e8d4c7a62]");
    }

    private static byte[] levels(int depth) {
        String deep = "[".repeat(depth - 1) + "]".repeat(depth - 1);
        return ERASED.replace("}", ",\"later\":" + deep + "}").getBytes(UTF_8);
    }

    private static InvalidEventException refusal(String type, byte[] utf8, Charset sentAs) {
        return refusal(type, new String(utf8, UTF_8).getBytes(sentAs));
    }

    private static InvalidEventException refusal(String type, byte[] json) {
        return assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> Catalogue.read(type, json))
                .actual();
    }
}
