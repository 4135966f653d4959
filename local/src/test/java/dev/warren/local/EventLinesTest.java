package dev.warren.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.local.EventSource.Event;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventLinesTest {

    private final EventLines lines = new EventLines(null);

    @Test
    void an_event_ends_with_an_empty_line() {
        assertThat(read("id: 7-x", "event: order.placed.v2", "data: {", "data: }", ""))
                .containsExactly(new Event("7-x", "order.placed.v2", "{\n}"));
        assertThat(lines.lastId()).isEqualTo("7-x");
    }

    @Test
    void a_heartbeat_is_no_event_and_moves_the_place_to_come_back_to() {
        assertThat(read(": here", "id: 7-x", "")).isEmpty();
        assertThat(lines.lastId()).isEqualTo("7-x");
    }

    @Test
    void an_event_that_breaks_off_is_no_place_to_come_back_to() {
        assertThat(read("id: 7-x", "data: {}", "", "id: 8-y", "event: order.placed.v2"))
                .hasSize(1);
        assertThat(lines.lastId()).isEqualTo("7-x");
        assertThat(read("id: 123")).isEmpty();
        assertThat(lines.lastId()).isEqualTo("7-x");
    }

    private List<Event> read(String... text) {
        return Stream.of(text).flatMap(line -> lines.take(line).stream()).toList();
    }
}
