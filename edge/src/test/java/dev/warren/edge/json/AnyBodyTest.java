package dev.warren.edge.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.warren.edge.problem.Problem;
import dev.warren.edge.testing.Parcel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** However a body is mangled, it is read or refused, and its refusal is short and names nothing of ours. */
class AnyBodyTest {

    private static final String GOOD = "{\"name\":\"Ada\",\"items\":[{\"sku\":\"a\",\"quantity\":1}],\"fragile\":false,"
            + "\"owner\":\"019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071\",\"speed\":\"FAST\",\"due\":\"2026-01-31T12:00:00Z\","
            + "\"weight\":{\"grams\":3,\"scale\":null},\"colour\":\"red\"}";

    private final ObjectMapper mapper =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private final ObjectReader reader = StrictJson.from(mapper).readerFor(Parcel.class);
    private final UnreadableBodies unreadable = new UnreadableBodies(List.of());

    @Property(tries = 5_000)
    void a_mangled_body_is_read_or_explained(
            @ForAll("snippets") String snippet,
            @ForAll @IntRange(max = 250) int from,
            @ForAll @IntRange(max = 12) int cut) {
        int start = Math.min(from, GOOD.length());
        int end = Math.min(start + cut, GOOD.length());
        check((GOOD.substring(0, start) + snippet + GOOD.substring(end)).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 2_000)
    void any_bytes_are_read_or_explained(@ForAll byte[] body) {
        check(body);
    }

    private void check(byte[] body) {
        try {
            reader.readValue(body);
        } catch (IOException | IllegalArgumentException refused) {
            Problem problem = unreadable.explain(body, refused).problem();
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.code()).matches("[A-Z_]+");
            assertThat(problem.detail()).hasSizeLessThan(400).doesNotContainPattern("dev\\.warren|java\\.|jackson");
            // Jackson puts types in backticks; one of the caller's own may be told again.
            if (!new String(body, StandardCharsets.UTF_8).contains("`")) {
                assertThat(problem.detail()).doesNotContain("`");
            }
        }
    }

    @Provide
    Arbitrary<String> snippets() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "true",
                        "0",
                        "-1",
                        "1.5",
                        "1e999",
                        "99999999999999999999",
                        "\"\"",
                        "\"x\"",
                        "[]",
                        "{}",
                        "[[]]",
                        "{\"a\":1}",
                        ",",
                        ":",
                        "\"",
                        "\\",
                        "\\u0000",
                        "\\ud800",
                        "[",
                        "]",
                        "{",
                        "}",
                        "NaN",
                        "//",
                        "\"name\":1,",
                        "\"x\":1,"),
                Arbitraries.strings().ofMaxLength(5));
    }
}
