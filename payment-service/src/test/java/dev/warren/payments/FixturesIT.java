package dev.warren.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.local.fixtures.FixtureReplay;
import dev.warren.local.fixtures.Flow;
import dev.warren.local.fixtures.FlowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What this service says in the recorded flows, and what it says when it hears the same again. */
class FixturesIT {

    @RegisterExtension
    static final FixtureReplay REPLAY = new FixtureReplay(new PaymentStage());

    @TestTemplate
    void the_service_says_what_the_fixture_says(Flow flow) {
        REPLAY.play(flow);
    }

    @Test
    void one_changed_field_is_told_by_a_diff_where_this_service_says_it_and_nowhere_else() {
        var confirmed = Flow.named("confirmed");
        for (FlowEvent event : confirmed.events()) {
            var broken = confirmed.with(event, it -> it.with("sequence", "7"));
            String differences = REPLAY.differences(broken);
            if (event.speaker().equals("payment-service")) {
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
