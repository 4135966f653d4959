package dev.warren.messaging.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatsTest {

    private final Formats formats = new Formats(new SimpleModule());

    /** Refuses as the contract's records do. */
    record Even(int number) {
        Even {
            if (number % 2 != 0) {
                throw new IllegalArgumentException("number must be even but was " + number);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void what_is_written_is_read_again(Format format) throws Exception {
        assertThat(formats.read(format, formats.write(format, new Even(4)), Even.class))
                .isEqualTo(new Even(4));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void both_formats_refuse_the_same(Format format) {
        assertRefused(format, "{\"number\":\"4\"}", "does not fit its type at $.number");
        assertRefused(format, "{\"number\":null}", "does not fit its type at $.number");
        assertRefused(format, "[]", "does not fit its type at $");
        assertRefused(format, "null", "is null");
        assertRefused(format, "{\"number\":3}", "is refused at $: number must be even but was 3");
    }

    private void assertRefused(Format format, String json, String reason) {
        assertThatThrownBy(() -> formats.read(format, in(format, json), Even.class))
                .isInstanceOf(UnreadableBodyException.class)
                .hasMessage(reason);
    }

    private static byte[] in(Format format, String json) throws IOException {
        return switch (format) {
            case JSON -> json.getBytes(StandardCharsets.UTF_8);
            case CBOR -> new CBORMapper().writeValueAsBytes(new JsonMapper().readTree(json));
        };
    }

    @Test
    void what_a_later_version_adds_is_passed_over() throws Exception {
        assertThat(formats.read(Format.JSON, "{\"number\":2,\"added\":1}".getBytes(), Even.class))
                .isEqualTo(new Even(2));
    }

    @Test
    void what_is_no_document_or_more_than_one_is_refused_without_quoting_it() {
        for (String secret : new String[] {"secret", "{\"number\":2} \"secret\"", "{\"number\":2,\"number\":2}", ""}) {
            assertThatThrownBy(() -> formats.read(Format.JSON, secret.getBytes(), Even.class))
                    .isInstanceOf(UnreadableBodyException.class)
                    .message()
                    .doesNotContain("secret")
                    .doesNotContain("dev.warren");
        }
    }

    @Test
    void a_body_nested_without_measure_is_refused() {
        assertThatThrownBy(
                        () -> formats.read(Format.JSON, "{\"a\":".repeat(10_000).getBytes(), Even.class))
                .isInstanceOf(UnreadableBodyException.class);
    }
}
