package dev.warren.edge.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.edge.testing.Answer;
import dev.warren.edge.testing.Caller;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
class RequestContextTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Inject
    Caller caller;

    @ParameterizedTest
    @CsvSource({"/context/event-loop,false", "/context/blocking,true"})
    void the_callers_ids_are_around_the_code_on_any_thread(String path, boolean virtual) {
        Answer answer =
                caller.get(path, "X-Request-Id", "order-7.a_B", "traceparent", "00-" + TRACE + "-" + SPAN + "-01");

        JsonNode seen = answer.json();
        assertThat(seen.path("request_id").asText()).isEqualTo("order-7.a_B");
        assertThat(seen.path("trace_id").asText()).isEqualTo(TRACE);
        assertThat(seen.path("span_trace_id").asText()).isEqualTo(TRACE);
        assertThat(seen.path("span_id").asText()).matches("[0-9a-f]{16}").isNotEqualTo(SPAN);
        assertThat(seen.path("virtual").asBoolean()).isEqualTo(virtual);
        assertThat(answer.header("X-Request-Id")).isEqualTo("order-7.a_B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"has space", "semi;colon", "", "<script>", "ä"})
    void a_request_id_that_could_harm_a_log_is_replaced(String id) {
        String given = caller.get("/context/blocking", "X-Request-Id", id).header("X-Request-Id");

        assertThat(UUID.fromString(given).version()).isEqualTo(7);
    }

    @Test
    void a_request_id_longer_than_64_characters_is_replaced() {
        assertThat(caller.get("/context/blocking", "X-Request-Id", "x".repeat(64))
                        .header("X-Request-Id"))
                .isEqualTo("x".repeat(64));
        assertThat(caller.get("/context/blocking", "X-Request-Id", "x".repeat(65))
                        .header("X-Request-Id"))
                .hasSize(36);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "ff-" + TRACE + "-" + SPAN + "-01"
            })
    void without_a_valid_trace_a_new_one_begins(String traceparent) {
        JsonNode seen =
                caller.get("/context/blocking", "traceparent", traceparent).json();

        assertThat(seen.path("trace_id").asText()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
        assertThat(seen.path("span_trace_id")).isEqualTo(seen.path("trace_id"));
    }

    @Test
    void one_request_leaves_nothing_for_the_next() {
        JsonNode first = caller.get("/context/event-loop").json();
        JsonNode second = caller.get("/context/event-loop").json();

        assertThat(first.path("trace_id")).isNotEqualTo(second.path("trace_id"));
        assertThat(first.path("request_id")).isNotEqualTo(second.path("request_id"));
    }

    @Test
    void a_path_that_leads_nowhere_has_a_request_id_too() {
        assertThat(caller.get("/nowhere").header("X-Request-Id")).hasSize(36);
    }
}
