package dev.warren.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

class LogsTest {

    private static final String ORDER = "019b2f51-08c4-7e5a-b7d3-6c1f2a9e4b80";

    @TempDir
    Path folder;

    @Test
    void lines_of_several_instances_come_in_the_order_of_time_and_stack_traces_stay_with_their_entry() {
        log("order-service", """
                2026-11-20T23:59:59.900 INFO  a
                2026-11-21T00:00:00.200 WARN  c
                java.io.IOException: gone
                \tat somewhere
                2026-11-21T00:00:00.400 INFO  e
                """);
        log("payment-service-2", """
                2026-11-21T00:00:00.100 INFO  b
                2026-11-21T00:00:00.300 INFO  d
                """);
        log("mail-sink", "2026-11-21T00:00:00.000 not a service\n");

        assertThat(texts(null, null))
                .extracting(text -> text.substring(Math.max(0, text.length() - 9)))
                .containsExactly(
                        "0 INFO  a", "0 INFO  b", "0 WARN  c", "ion: gone", "somewhere", "0 INFO  d", "0 INFO  e");
    }

    @Test
    void a_service_is_all_of_its_instances_and_an_instance_is_one() {
        log("payment-service", "2026-11-21T00:00:00.100 one\n");
        log("payment-service-2", "2026-11-21T00:00:00.200 two\n");
        log("order-service", "2026-11-21T00:00:00.300 other\n");

        assertThat(texts("payment-service", null)).hasSize(2);
        assertThat(texts("payment-service-2", null)).containsExactly("2026-11-21T00:00:00.200 two");
    }

    @Test
    void of_one_order_there_is_what_mentions_it_stack_traces_included() {
        log("order-service", """
                2026-11-21T00:00:00.100 handled order=%s
                2026-11-21T00:00:00.200 handled order=another
                2026-11-21T00:00:00.300 failed order=%s
                \tat somewhere
                """.formatted(ORDER, ORDER));

        assertThat(texts(null, ORDER)).hasSize(3).last().isEqualTo("\tat somewhere");
    }

    @Test
    void what_is_written_later_is_read_later_and_only_as_whole_lines() throws IOException {
        Path file = log("user-service", "2026-11-21T00:00:00.100 one\n2026-11-21T00:00:00.200 tw");
        try (var logs = Logs.in(folder, null)) {
            assertThat(logs.next()).isPresent();
            assertThat(logs.next()).isEmpty();
            assertThat(logs.hasNext()).isFalse();
            Files.writeString(file, "o\n", StandardOpenOption.APPEND);
            assertThat(logs.hasNext()).isTrue();
            assertThat(logs.next()).map(LogLine::text).contains("2026-11-21T00:00:00.200 two");
        }
    }

    @Test
    void what_a_process_says_before_its_log_begins_comes_first() {
        log("order-service", "WARNING: a JVM has something to say\n2026-11-21T00:00:00.200 INFO  b\n");
        log("user-service", "2026-11-21T00:00:00.100 INFO  a\n");

        assertThat(texts(null, null)).first().asString().startsWith("WARNING");
    }

    @Test
    void a_service_that_is_none_and_a_folder_without_logs_are_told() {
        assertThatThrownBy(() -> Logs.in(folder, "points-service"))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("NO_SUCH_SERVICE")
                .hasMessageContaining("order-service");
        assertThatThrownBy(() -> Logs.in(folder.resolve("nowhere"), null)).hasMessageContaining("./warren up");
    }

    @Test
    void each_service_has_its_colour_where_there_are_colours_and_no_line_controls_the_terminal() {
        var line = LogLine.after(null, "payment-service-2", "2026-11-21T00:00:00.100 \u001b[2J@|red x|@");

        assertThat(LogsCommand.shown(line, Ansi.OFF))
                .isEqualTo("payment-service-2     2026-11-21T00:00:00.100 ?[2J@|red x|@");
        assertThat(LogsCommand.shown(line, Ansi.ON)).startsWith("\u001b[32mpayment-service-2");
    }

    private Path log(String label, String text) {
        try {
            return Files.writeString(folder.resolve(label + ".log"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> texts(String whose, String order) {
        var texts = new ArrayList<String>();
        try (var logs = Logs.in(folder, whose)) {
            for (Optional<LogLine> line = logs.next(); line.isPresent(); line = logs.next()) {
                line.filter(it -> order == null || it.isAbout(order)).ifPresent(it -> texts.add(it.text()));
            }
        }
        return texts;
    }
}
