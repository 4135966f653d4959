package dev.warren.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.local.fixtures.Flow;
import dev.warren.local.fixtures.FlowEvent;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recorded flows keep the contract. */
class FixturesTest {

    static List<Flow> flows() {
        return Flow.all();
    }

    @ParameterizedTest
    @MethodSource("flows")
    void every_event_is_one_of_the_catalogue_and_unchanged_by_it(Flow flow) {
        for (FlowEvent event : flow.events()) {
            byte[] body = event.data().toString().getBytes(UTF_8);
            Event read = Catalogue.read(event.type(), body);

            assertThat(Catalogue.write(event.type(), read))
                    .asString(UTF_8)
                    .isEqualTo(event.data().toString());
            assertThat(event.subject()).isEqualTo(read.subject().toString());
            assertThat(event.order()).isEqualTo(read.order().orElseThrow().toString());
            assertThat(event.json().get("dataschema").asText())
                    .isEqualTo(Catalogue.find(event.type())
                            .orElseThrow()
                            .dataSchema()
                            .toString());
        }
    }

    @ParameterizedTest
    @MethodSource("flows")
    void every_line_is_an_event_to_the_sdk_of_cloudevents(Flow flow) {
        var format = EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE);
        for (FlowEvent line : flow.events()) {
            var event = format.deserialize(line.toString().getBytes(UTF_8));

            assertThat(event.getId()).isEqualTo(line.id());
            assertThat(event.getType()).isEqualTo(line.type());
            assertThat(event.getSubject()).isEqualTo(line.subject());
            assertThat(event.getTime().toInstant()).isEqualTo(line.time());
            assertThat(event.getExtension("sequence")).isEqualTo(String.valueOf(line.sequence()));
            assertThat(event.getData().toBytes())
                    .asString(UTF_8)
                    .isEqualTo(line.data().toString());
        }
    }

    @ParameterizedTest
    @MethodSource("flows")
    void every_aggregate_is_numbered_without_a_gap_and_every_cause_is_told(Flow flow) {
        var ids = flow.events().stream().map(FlowEvent::id).collect(Collectors.toSet());
        var sequences = new HashMap<String, List<Long>>();
        flow.events().stream()
                .map(FlowEvent::speaker)
                .distinct()
                .forEach(speaker -> flow.saidBy(speaker).stream()
                        .collect(Collectors.groupingBy(
                                event -> speaker + event.subject(),
                                Collectors.mapping(FlowEvent::sequence, Collectors.toList())))
                        .forEach(sequences::put));

        assertThat(sequences.values())
                .allSatisfy(all -> assertThat(all)
                        .isEqualTo(LongStream.rangeClosed(1, all.size()).boxed().toList()));
        assertThat(flow.events())
                .filteredOn(event -> event.cause() != null)
                .allMatch(event -> ids.contains(event.cause()));
    }
}
