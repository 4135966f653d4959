package dev.warren.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.fixtures.FixtureReplay;
import dev.warren.local.fixtures.Flow;
import dev.warren.local.fixtures.FlowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What this service says in the recorded flows, and what it says when it hears the same again. */
class FixturesIT {

    @RegisterExtension
    static final FixtureReplay REPLAY = new FixtureReplay(new OrderStage());

    @TestTemplate
    void the_service_says_what_the_fixture_says_and_tells_it_as_its_timeline(Flow flow) {
        var scene = REPLAY.play(flow);

        String order = scene.actual(flow.order());
        JsonNode end = scene.client().get("/orders/" + order).json();
        var last = flow.saidBy("order-service").getLast();
        assertThat(end.get("settled").asBoolean()).isTrue();
        assertThat(end.get("status").asText()).isEqualTo(last.isA("order.confirmed") ? "CONFIRMED" : "CANCELLED");
        assertThat(end.get("reason").asText("")).isEqualTo(last.reason());

        JsonNode timeline = scene.client().get("/orders/" + order + "/events").json();
        assertThat(timeline.get("items").findValuesAsText("id"))
                .containsExactlyInAnyOrderElementsOf(flow.events().stream()
                        .filter(OrderStage::concerns)
                        .map(event -> scene.actual(event.id()))
                        .distinct()
                        .toList());
    }

    @Test
    void one_changed_field_is_told_by_a_diff_where_this_service_says_it_and_nowhere_else() {
        var confirmed = Flow.named("confirmed");
        for (FlowEvent event : confirmed.events()) {
            var broken = confirmed.with(event, it -> it.with("sequence", "7"));
            String differences = REPLAY.differences(broken);
            if (event.speaker().equals("order-service")) {
                assertThat(differences)
                        .contains(
                                "-  \"sequence\" : \"7\",",
                                "+  \"sequence\" : \"%d\",".formatted(event.sequence()),
                                "   \"type\" : \"%s\",".formatted(event.type()));
            } else {
                assertThat(differences).isEmpty();
            }
        }
    }
}
