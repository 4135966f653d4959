package dev.warren.system.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A measurement as a page with its plots. */
public final class Report {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Measurement measurement;

    public Report(Measurement measurement) {
        this.measurement = measurement;
    }

    /**
     * Writes it into a new folder, named after when the measurement began.
     *
     * @return the page
     */
    public Path write(Path results) throws IOException {
        Path folder = results.resolve(NAME.format(measurement.at()));
        Files.createDirectories(folder);
        Plots.latency(measurement.confirmed(), folder.resolve("latency.svg"));
        Plots.batches(measurement.batches(), folder.resolve("batches.svg"));
        Plots.cpu(cpuByWay(), folder.resolve("cpu.svg"));
        Files.writeString(folder.resolve("figures.json"), measurement.json() + "\n");
        return Files.writeString(folder.resolve("report.md"), text());
    }

    private Map<String, Map<String, Double>> cpuByWay() {
        var ways = new LinkedHashMap<String, Map<String, Double>>();
        ways.put(Stint.CLOSED, measurement.figures().cpuMsPerOrder());
        for (Measured mails : measurement.withMails()) {
            ways.putIfAbsent(mails.stint().name(), mails.cpuMsPerOrder());
        }
        return ways;
    }

    String text() {
        return """
                # Figures of %s

                ```text
                %s
                ```

                ![Latency](latency.svg)
                ![Batches](batches.svg)
                ![CPU time](cpu.svg)

                ## Batches

                %s

                ## Each run

                %s

                ## What was measured

                - %,d orders to warm up, then %,d in a closed loop of %d connections, then %s, for %d s each; %s.
                - The driver places orders over HTTP with an idempotency key each, and shares the machine with everything else.
                - An order is accepted when its 202 is there, and confirmed by %s. Its time runs from when it was due to be placed, however late it left.
                - CPU time is that of a process, its children and those of them that have ended, from the first order until the last is confirmed, told
                  of and its messages are confirmed by the broker.
                - The broker's limit is what RabbitMQ's PerfTest has confirmed in its median second, the mean of before and after the closed loop,
                  divided by the messages of an order: `PerfTest %s`

                %s

                ## The machine

                %s
                """.formatted(
                        NAME.format(measurement.at()),
                        measurement.lines().collect(Collectors.joining("\n")),
                        batches(),
                        runs(),
                        measurement.plan().warmUp(),
                        measurement.plan().orders(),
                        measurement.plan().connections(),
                        measurement.plan().rates().stream()
                                .map(rate -> rate + " orders/s")
                                .collect(Collectors.joining(" and ")),
                        measurement.plan().lasting().toSeconds(),
                        times(),
                        measurement.clock(),
                        String.join(" ", measurement.perfTest()),
                        books(),
                        measurement.machine().entrySet().stream()
                                .map(fact -> "- %s: %s".formatted(fact.getKey(), fact.getValue()))
                                .collect(Collectors.joining("\n")));
    }

    private String times() {
        int times = measurement.runs().size();
        return times == 1 ? "once" : times + " times, of which these are the medians";
    }

    private String batches() {
        var services = measurement.batches();
        List<String> sizes =
                List.copyOf(services.values().iterator().next().shares().keySet());
        var rows = services.entrySet().stream()
                .map(service -> "| %s | %.1f | %s |"
                        .formatted(
                                service.getKey(),
                                service.getValue().mean(),
                                service.getValue().shares().values().stream()
                                        .map(share -> "%.0f %%".formatted(100 * share))
                                        .collect(Collectors.joining(" | "))))
                .collect(Collectors.joining("\n"));
        return "| inputs a batch | mean | %s |\n|---|---:|%s\n%s"
                .formatted(String.join(" | ", sizes), "---:|".repeat(sizes.size()), rows);
    }

    private String runs() {
        return measurement.eachRun().stream()
                .map(run -> "| %.0f | %.3f | %.0f | %.1f %% |"
                        .formatted(
                                run.ordersPerSecond(),
                                run.cpuMsPerOrderInAll(),
                                run.limit(),
                                100 * run.ratioToBrokerLimit()))
                .collect(Collectors.joining(
                        "\n",
                        "| orders/s | CPU-ms per order | PerfTest, messages/s | ratio to the broker's limit |\n|---:|---:|---:|---:|\n",
                        ""));
    }

    private String books() {
        return measurement.violations().isEmpty()
                ? "Afterwards the books balanced: orders, credit, money, messages and notifications agree."
                : "**Afterwards the books did not balance**: %d violations, above."
                        .formatted(measurement.violations().size());
    }
}
