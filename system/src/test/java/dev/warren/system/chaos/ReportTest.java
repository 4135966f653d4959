package dev.warren.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    Path folder;

    private final Planned killed =
            new Planned(1, Duration.ofSeconds(10), Kind.BROKER_KILLED, "broker", Duration.ofSeconds(1));

    @Test
    void the_page_shows_the_plot_the_faults_and_how_to_replay_them() throws IOException {
        Path page = folder.resolve("report.html");
        new Report(outcome(List.of())).write(page);

        assertThat(page)
                .content()
                .contains("<svg", "kill -9 of the broker", "./warren chaos --orders 600 --seed 7", "<p>None.</p>");
    }

    @Test
    void what_a_violation_says_is_text_and_no_markup() throws IOException {
        Path page = folder.resolve("report.html");
        new Report(outcome(List.of("I3 order <x>"))).write(page);

        assertThat(page).content().contains("<li>I3 order &lt;x&gt;").doesNotContain("<p>None.</p>");
    }

    @Test
    void the_timeline_tells_each_fault_and_the_promised_figures() {
        assertThat(new Report(outcome(List.of())).timeline())
                .anyMatch(line -> line.contains("BROKER_KILLED") && line.contains("no dip"))
                .anyMatch(line -> line.startsWith("recovery, the broker killed: 0.0 s (promised: within 30 s"))
                .anyMatch(line -> line.startsWith("recovery, a service killed: not measured"));
    }

    @Test
    void the_last_line_counts_orders_faults_kinds_and_violations() {
        assertThat(outcome(List.of("I3 order"))).hasToString("orders 600, faults 1 of 1 kinds, violations 1, seed 7");
    }

    private Outcome outcome(List<String> violations) {
        var plan = new Plan(7, 600, 0, Duration.ofMinutes(1), List.of(killed), Duration.ofSeconds(10));
        var samples = LongStream.range(0, 60)
                .mapToObj(second -> new Sample(Duration.ofSeconds(second), 10 * second, 10 * second))
                .toList();
        var done = new Done(killed, Duration.ofSeconds(10), Duration.ofSeconds(18));
        return new Outcome(plan, List.of(done), samples, 600, violations);
    }
}
