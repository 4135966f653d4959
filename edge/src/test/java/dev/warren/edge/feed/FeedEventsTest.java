package dev.warren.edge.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.journal.Entry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lies in the journal, its readers are none the worse: one feed is read for all of them. */
class FeedEventsTest {

    private static final String ID = "019b2f4e-6a10-7c3d-9f21-0b5e8d4c7a62";
    private static final UUID OWNER = new UUID(7, 7);

    private final FeedEvents events = new FeedEvents(data -> Optional.of(OWNER));

    @Test
    void an_event_is_given_as_it_was_said() {
        FeedEvent event = events.of(entry(Map.of(), "{\"a\":[1.15,\"\\n\"]}")).orElseThrow();
        assertThat(new String(event.block(), StandardCharsets.UTF_8))
                .startsWith("id: 7-" + ID + "\nevent: a.b.v1\ndata: {")
                .contains("\"data\":{\"a\":[1.15,\"\\n\"]}")
                .endsWith("}\n\n");
        assertThat(event.owner()).isEqualTo(OWNER);
    }

    @ParameterizedTest
    @MethodSource
    void what_is_no_event_is_nothing_to_anybody(Map<String, Object> headers, String body) {
        assertThat(events.of(entry(headers, body))).isEmpty();
    }

    static Stream<Arguments> what_is_no_event_is_nothing_to_anybody() {
        return Stream.of(
                Arguments.of(Map.of("cloudEvents:specversion", "0.3"), "{}"),
                Arguments.of(Map.of("cloudEvents:type", "a\nid: 1"), "{}"),
                Arguments.of(Map.of("cloudEvents:id", "another"), "{}"),
                Arguments.of(Map.of("cloudEvents:time", "yesterday"), "{}"),
                Arguments.of(Map.of("cloudEvents:source", "no uri"), "{}"),
                Arguments.of(Map.of("cloudEvents:No Name", "x"), "{}"),
                Arguments.of(Map.of(), ""),
                Arguments.of(Map.of(), "{"),
                Arguments.of(Map.of(), "{} {}"),
                Arguments.of(Map.of(), "[".repeat(2_000) + "]".repeat(2_000)),
                Arguments.of(Map.of(), "[".repeat(1_000) + "]".repeat(1_000)));
    }

    private static Entry entry(Map<String, Object> others, String body) {
        var headers = new HashMap<String, Object>(Map.of(
                "cloudEvents:specversion", "1.0",
                "cloudEvents:id", ID,
                "cloudEvents:source", "/a-service",
                "cloudEvents:type", "a.b.v1"));
        headers.putAll(others);
        var properties = new BasicProperties.Builder()
                .messageId(ID)
                .contentType("application/json")
                .headers(headers)
                .build();
        return new Entry(7, properties, body.getBytes(StandardCharsets.UTF_8));
    }
}
