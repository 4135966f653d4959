package dev.warren.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Steps steps = new Steps(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void a_step_is_one_line() {
        steps.step("broker", () -> "RabbitMQ, a private node");

        assertThat(written()).matches(" {2}broker +RabbitMQ, a private node \\(\\d+\\.\\d s\\)\\R");
    }

    @Test
    void notes_stand_between_what_begins_and_what_came_of_it() {
        steps.step("broker", () -> {
            steps.note("Setting up erlang-base");
            return "RabbitMQ";
        });

        assertThat(written().lines().map(String::strip)).hasSize(3).first().isEqualTo("broker");
        assertThat(written()).contains("      Setting up erlang-base\n  broker                 RabbitMQ (");
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
