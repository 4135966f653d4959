package dev.warren.system.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.system.check.Invariant;
import dev.warren.system.check.Violation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Violation LOST = new Violation(Invariant.I3, "order", "0815", "settled", "open");

    @Test
    void the_line_for_programs_holds_the_figures_under_their_names() throws Exception {
        String line = Samples.measurement(List.of()).json();

        assertThat(line).doesNotContain("\n");
        var json = new ObjectMapper().readTree(line);
        assertThat(json.get("ordersPerSecond").asDouble()).isEqualTo(600);
        assertThat(json.at("/cpuMsPerOrder/order-service").asDouble()).isEqualTo(1.25);
        assertThat(json.at("/cpuMsPerOrder/total").asDouble()).isEqualTo(1.75);
        assertThat(json.get("cpuMsPerOrder").has(CpuTime.OTHERS)).isFalse();
        assertThat(json.at("/latencyMs/50 orders~1s/p99").asDouble()).isEqualTo(5, within(0.01));
        assertThat(json.get("brokerLimitOrdersPerSecond").asDouble()).isEqualTo(4_000);
        assertThat(json.get("ratioToBrokerLimit").asDouble()).isEqualTo(0.15);
        assertThat(json.at("/withMails/ordersPerSecond").asDouble()).isEqualTo(300);
    }

    @Test
    void people_read_the_same_and_what_does_not_balance() {
        assertThat(Samples.measurement(List.of(LOST)).lines())
                .anyMatch(line -> line.matches(" *confirmed +600"))
                .anyMatch(line -> line.matches(" *ratio to it, % +15\\.0"))
                .anyMatch(line -> line.matches(" *in all +1\\.750"))
                .contains(LOST.toString());
    }

    @Test
    void the_page_has_its_plots_beside_it(@TempDir Path results) throws Exception {
        Path page = new Report(Samples.measurement(List.of())).write(results);

        assertThat(page).isEqualTo(results.resolve("2026-11-22T120000Z/report.md"));
        assertThat(page)
                .content()
                .contains(
                        "| order-service | 10.0 | 25 % | 75 % |",
                        "2 × abacus", "PerfTest --quorum-queue", "the books balanced")
                .contains("| 600 | 1.750 | 24000 | 15.0 % |");
        for (String plot : List.of("latency.svg", "batches.svg", "cpu.svg")) {
            assertThat(page).content().contains("(" + plot + ")");
            assertThat(Files.readString(page.resolveSibling(plot))).contains("<svg");
        }
        assertThat(page.resolveSibling("figures.json")).content().startsWith("{\"ordersPerSecond\":600.0");
    }

    @Test
    void the_page_says_that_the_books_did_not_balance() {
        assertThat(new Report(Samples.measurement(List.of(LOST))).text())
                .contains("**Afterwards the books did not balance**: 1 violations, above.", LOST.toString());
    }
}
