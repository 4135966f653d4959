package dev.warren.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./warren replay} does not understand it says, with exit code 2. */
class ReplayUsageTest {

    private static final int NOT_UNDERSTOOD = 2;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    replay                                                                  | Missing required argument
                    replay --from 2026-11-21T08:00:00Z                                      | --to-queue
                    replay flow.jsonl                                                       | --to-queue
                    replay flow.jsonl --from 2026-11-21T08:00:00Z --dry-run                 | mutually exclusive
                    replay --from yesterday --to-queue order-service.events                 | yesterday
                    """)
    void a_command_that_makes_no_sense_is_explained(String command, String complaint) {
        var said = new StringWriter();
        int code = Warren.commandLine().setErr(new PrintWriter(said)).execute(command.split(" +"));
        assertThat(said.toString()).contains(complaint);
        assertThat(code).isEqualTo(NOT_UNDERSTOOD);
    }
}
