package dev.warren.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The steps of docs/versions.md, taken with an event that there is not. */
class AddingAVersionTest {

    /** The schema that was released, and step 1: the one beside it. */
    private static final String V1_SCHEMA = """
            {"type":"object","required":["table","guest"],
             "properties":{"table":{"type":"integer"},"guest":{"type":"string"}}}""";

    private static final String V2_SCHEMA = """
            {"type":"object","required":["table","guests"],
             "properties":{"table":{"type":"integer"},"guests":{"type":"array","items":{"type":"string"}}}}""";

    private static final String V1_EXAMPLE = "{\"table\":7,\"guest\":\"Ada\"}";
    private static final String V2_EXAMPLE = "{\"table\":7,\"guests\":[\"Ada\",\"Eve\"]}";

    /** Step 2: the event's own record is the newest. */
    record TableReserved(int table, List<String> guests) {}

    /** Step 3: what it was, and the way up and down. */
    record TableReservedV1(int table, String guest) {

        static TableReservedV1 of(TableReserved event) {
            return new TableReservedV1(event.table(), event.guests().getFirst());
        }

        TableReserved upcast() {
            return new TableReserved(table, List.of(guest));
        }
    }

    /** Step 4: two lines of the catalogue. */
    private static final EventTypes<TableReserved> CATALOGUE = new EventTypes<>(List.of(
            EventCodec.older(
                    EventType.of("table.reserved.v1", TableReserved.class),
                    TableReserved.class,
                    TableReservedV1.class,
                    TableReservedV1::upcast,
                    TableReservedV1::of),
            EventCodec.newest(EventType.of("table.reserved.v2", TableReserved.class), TableReserved.class)));

    @Test
    void in_place_the_change_would_break_somebody() throws Exception {
        assertThat(SchemaChanges.between(json(V1_SCHEMA), unused -> null, json(V2_SCHEMA), unused -> null))
                .extracting(change -> change.path() + " " + change.breaks())
                .containsExactly("$.guest YESTERDAYS_HEARERS", "$.guests TODAYS_HEARERS");
    }

    @Test
    void whoever_decides_knows_the_newest_version_only() {
        assertThat(CATALOGUE.read("table.reserved.v1", V1_EXAMPLE.getBytes(UTF_8)))
                .isEqualTo(new TableReserved(7, List.of("Ada")));
        assertThat(CATALOGUE.read("table.reserved.v2", V2_EXAMPLE.getBytes(UTF_8)))
                .isEqualTo(new TableReserved(7, List.of("Ada", "Eve")));
    }

    @Test
    void the_newest_version_is_said_and_the_older_one_can_be() {
        var event = new TableReserved(7, List.of("Ada", "Eve"));

        assertThat(CATALOGUE.newest(event.getClass()).name()).isEqualTo("table.reserved.v2");
        assertThat(CATALOGUE.write("table.reserved.v2", event)).asString(UTF_8).isEqualTo(V2_EXAMPLE);
        assertThat(CATALOGUE.write("table.reserved.v1", event)).asString(UTF_8).isEqualTo(V1_EXAMPLE);
    }

    private static JsonNode json(String text) throws Exception {
        return new JsonMapper().readTree(text);
    }
}
