package dev.warren.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenExamplesTest {

    @ParameterizedTest
    @MethodSource("dev.warren.events.Golden#types")
    void an_example_keeps_its_schema(EventType type) {
        assertThat(Schemas.errors(type, Golden.text(type.name()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.warren.events.Golden#types")
    void an_example_binds_and_is_written_again_unchanged_and_in_order(EventType type) {
        Event event = Golden.event(type.name());

        assertThat(event).isInstanceOf(type.eventClass());
        String compactAndInOrder = Golden.tree(type.name()).toString();
        assertThat(new String(Catalogue.write(type.name(), event), UTF_8)).isEqualTo(compactAndInOrder);
    }

    @ParameterizedTest
    @MethodSource("dev.warren.events.Golden#types")
    void fields_that_a_later_release_may_add_are_passed_over(EventType type) {
        JsonNode later = Golden.tree(type.name());
        addFieldsEverywhere(later);

        assertThat(Schemas.errors(type, later.toString())).isEmpty();
        assertThat(Catalogue.read(type.name(), later.toString().getBytes(UTF_8)))
                .isEqualTo(Golden.event(type.name()));
    }

    private static void addFieldsEverywhere(JsonNode node) {
        node.forEach(GoldenExamplesTest::addFieldsEverywhere);
        if (node instanceof ObjectNode object) {
            object.put("addedText", "new").putNull("addedNull");
            ArrayNode list = object.putArray("addedList");
            list.addObject().put("amount", 1);
        }
    }
}
