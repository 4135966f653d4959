package dev.warren.orders.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.events.Catalogue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fixtures themselves keep the contract. */
class FixturesTest {

    static Stream<Flow> flows() {
        return Flow.all();
    }

    @ParameterizedTest
    @MethodSource("flows")
    void every_event_is_one_of_the_catalogue_and_unchanged_by_it(Flow flow) {
        for (JsonNode event : flow.events()) {
            var read = Catalogue.read(Flow.type(event), WireEvents.body(event));
            assertThat(Catalogue.write(Flow.type(event), read)).isEqualTo(WireEvents.body(event));
            assertThat(event.get("subject").asText()).isEqualTo(read.subject().toString());
            assertThat(event.get("correlationid").asText())
                    .isEqualTo(read.order().orElseThrow().toString());
            assertThat(event.get("dataschema").asText()).isEqualTo("urn:warren:schema:" + Flow.type(event));
        }
    }

    @ParameterizedTest
    @MethodSource("flows")
    void every_speaker_numbers_its_aggregate_without_a_gap_and_causes_come_before_effects(Flow flow) {
        var sequences = new HashMap<String, Integer>();
        var ids = new HashSet<String>();
        for (JsonNode event : flow.events()) {
            String aggregate =
                    event.get("source").asText() + event.get("subject").asText();
            assertThat(event.get("sequence").asInt()).isEqualTo(sequences.merge(aggregate, 1, Integer::sum));
            if (event.has("causationid")) {
                assertThat(ids).contains(event.get("causationid").asText());
            }
            assertThat(ids.add(event.get("id").asText())).isTrue();
        }
    }
}
