package dev.warren.events;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.warren.events.BrokenDocuments.BrokenDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A schema refuses what its record refuses, so that other languages may rely on the schema alone. Three things a schema
 * cannot say, and only the record refuses: a total that is not the sum of its items, a second currency within one
 * order, and an integer spelt with a decimal point ({@code 3.0} is an integer to JSON Schema).
 */
class BrokenDocumentsTest {

    /** Escaped, because UTF-8 has no bytes for a lone surrogate but JSON has an escape. */
    private static final JsonMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @ParameterizedTest
    @MethodSource("dev.warren.events.BrokenDocuments#all")
    void schema_and_record_refuse_it_alike(BrokenDocument broken) throws JsonProcessingException {
        String json = ESCAPING.writeValueAsString(broken.document());

        assertThat(Schemas.errors(broken.type(), json)).isNotEmpty();
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> Catalogue.read(broken.type().name(), json.getBytes(US_ASCII)))
                .satisfies(refusal -> assertThat(refusal.path()).isEqualTo(broken.path()));
    }

    @Test
    void only_the_record_refuses_a_total_that_is_not_the_sum() {
        refusedByTheRecordAlone(
                "$.total",
                "must be the sum of its items, EUR 64.40, but was EUR 64.41",
                Golden.with("order.placed.v1", "64.40", "64.41"));
    }

    @Test
    void only_the_record_refuses_a_total_in_another_currency() {
        byte[] placed = Golden.with(
                "order.placed.v1", "\"64.40\",\n    \"currency\": \"EUR\"", "\"64.40\",\"currency\":\"USD\"");

        refusedByTheRecordAlone("$.total", "must be the sum of its items, EUR 64.40, but was USD 64.40", placed);
    }

    @Test
    void only_the_record_refuses_a_second_currency() {
        byte[] placed = Golden.with(
                "order.placed.v1", "\"26.90\",\n        \"currency\": \"EUR\"", "\"26.90\",\"currency\":\"USD\"");

        refusedByTheRecordAlone("$.items[1].unitPrice", "must be in the order's currency, EUR, but was USD", placed);
    }

    @Test
    void only_the_record_refuses_an_integer_with_a_decimal_point() {
        refusedByTheRecordAlone(
                "$.items[0].quantity",
                "must be a JSON integer that fits 32 bits",
                Golden.with("order.placed.v1", "\"quantity\": 3", "\"quantity\": 3.0"));
    }

    private static void refusedByTheRecordAlone(String path, String reason, byte[] placed) {
        EventType type = Catalogue.find("order.placed.v1").orElseThrow();
        assertThat(Schemas.errors(type, new String(placed, US_ASCII))).isEmpty();
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> Catalogue.read(type.name(), placed))
                .satisfies(refusal -> {
                    assertThat(refusal.path()).isEqualTo(path);
                    assertThat(refusal.reason()).isEqualTo(reason);
                });
    }
}
