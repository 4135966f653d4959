package dev.warren.messaging.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {

    @Test
    void the_next_step_stays_in_its_trace() {
        SpanContext first = Traces.next(SpanContext.getInvalid());
        SpanContext received = Traces.parse(Traces.header(first));
        SpanContext second = Traces.next(received);
        assertThat(first.isValid()).isTrue();
        assertThat(received.getSpanId()).isEqualTo(first.getSpanId());
        assertThat(second.getTraceId()).isEqualTo(first.getTraceId());
        assertThat(second.getSpanId()).isNotEqualTo(first.getSpanId());
        assertThat(second.isSampled()).isTrue();
    }

    @Test
    void what_is_not_sampled_stays_so() {
        SpanContext received = Traces.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
        assertThat(received.isValid()).isTrue();
        assertThat(Traces.next(received).isSampled()).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c8031zz-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-xx",
                "äö-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01"
            })
    void what_is_no_trace_starts_a_new_one(String header) {
        SpanContext received = Traces.parse(header);
        assertThat(received.isValid()).isFalse();
        assertThat(Traces.next(received).isValid()).isTrue();
    }
}
