package dev.warren.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class LanesTest {

    private static final String CAPTURED = """
            {"specversion":"1.0","type":"payment.captured.v1","source":"/payment-service","time":"2026-05-04T08:00:00.1234Z",
             "correlationid":"019b2f51-08c4-7e5a-b7d3-6c1f2a9e4b80","data":{"amount":{"amount":"12.50","currency":"EUR"}}}""";

    private final Lanes plain = new Lanes(Ansi.OFF, ZoneOffset.UTC);

    @Test
    void a_line_tells_when_which_order_what_and_how_much_in_the_lane_of_its_speaker() {
        assertThat(plain.line(CAPTURED)).isEqualTo("08:00:00.123  2a9e4b80          payment.captured.v1  12.50 EUR");
    }

    @Test
    void each_speaker_has_a_colour_where_there_are_colours() {
        assertThat(new Lanes(Ansi.ON, ZoneOffset.UTC).line(CAPTURED)).contains("\u001b[32m");
        assertThat(plain.line(CAPTURED)).doesNotContain("\u001b");
    }

    @Test
    void what_has_no_order_and_no_time_and_an_unknown_speaker_has_a_line_too() {
        assertThat(plain.line("{\"type\":\"points.earned.v1\",\"source\":\"/points-service\",\"data\":{}}"))
                .endsWith("points.earned.v1")
                .startsWith(" ");
    }

    @Test
    void an_event_does_not_control_the_terminal() {
        assertThat(plain.line("{\"type\":\"a\\u001b[2J\",\"source\":\"x\",\"data\":{\"reason\":\"@|red b\\n|@\"}}"))
                .doesNotContain("\u001b", "\n", "@");
    }
}
