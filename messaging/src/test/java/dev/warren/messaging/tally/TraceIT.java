package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.events.Message;
import dev.warren.messaging.events.Traces;
import io.opentelemetry.api.trace.SpanContext;
import org.junit.jupiter.api.Test;

class TraceIT {

    @Test
    void a_trace_goes_on_in_what_is_said_even_through_the_table_and_names_its_cause() throws Exception {
        var tally = TallyWorld.aTally();
        var trace = Traces.next(SpanContext.getInvalid());
        try (var world = new TallyWorld();
                var service = world.service().start().awaitWorking()) {
            world.unbindWitness();
            Message message = world.asked(tally, 3, trace);
            world.publish(message);
            await().until(() -> service.metered("warren.messages.returned") >= 1);
            world.importDefinitions();
            await().until(() -> world.witness.about(tally).size() == 1);
            var said = world.witness.about(tally).getFirst();
            var continued = Traces.parse(said.header("traceparent"));
            assertThat(continued.getTraceId()).isEqualTo(trace.getTraceId());
            assertThat(continued.getSpanId()).isNotEqualTo(trace.getSpanId());
            assertThat(said.header("cloudEvents:causationid"))
                    .isEqualTo(message.id().toString());
        }
    }
}
