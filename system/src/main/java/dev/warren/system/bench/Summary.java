package dev.warren.system.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures as text for people and as one line of JSON for programs. */
final class Summary {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Figures figures;
    private final List<Measured> withMails;
    private final String channel;

    Summary(Measurement measurement) {
        this.figures = measurement.figures();
        this.withMails = measurement.withMails();
        this.channel = measurement.channel();
    }

    Stream<String> lines() {
        return Stream.of(throughput(), latency(), cpu(), work(), mails()).flatMap(s -> s);
    }

    private Stream<String> throughput() {
        return Stream.of(
                "orders/s, closed loop (notifications: %s)".formatted(channel),
                row("accepted", figures.acceptedPerSecond(), 0),
                row("confirmed", figures.ordersPerSecond(), 0),
                row("limit of the broker", figures.brokerLimitOrdersPerSecond(), 0)
                        + "  (PerfTest: %.0f messages/s)".formatted(figures.limit()),
                row("ratio to it, %", 100 * figures.ratioToBrokerLimit(), 1));
    }

    private Stream<String> latency() {
        return Stream.concat(
                Stream.of("milliseconds from when an order was due"),
                figures.confirmedMs().keySet().stream()
                        .flatMap(stint -> Stream.of(
                                millis(stint + ", 202", figures.acceptedMs().get(stint)),
                                millis(
                                        stint + ", confirmed",
                                        figures.confirmedMs().get(stint)))));
    }

    private static String millis(String what, Map<String, Double> shares) {
        return shares.entrySet().stream()
                .map(share -> "%s %7.1f".formatted(share.getKey(), share.getValue()))
                .collect(Collectors.joining("  ", "  %-34s ".formatted(what), ""));
    }

    private Stream<String> cpu() {
        return Stream.concat(Stream.of("CPU-ms per order, closed loop"), cpu(figures.cpuMsPerOrder()));
    }

    private static Stream<String> cpu(Map<String, Double> millis) {
        var ours = millis.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(CpuTime.OTHERS))
                .map(entry -> row(entry.getKey(), entry.getValue(), 3));
        var all = Stream.of(row("in all", Figures.inAll(millis), 3));
        var others = Stream.ofNullable(millis.get(CpuTime.OTHERS))
                .map(value -> row(CpuTime.OTHERS, value, 3) + "  (not counted in)");
        return Stream.of(ours, all, others).flatMap(s -> s);
    }

    private Stream<String> work() {
        return Stream.of(
                        Stream.of("per order, closed loop"),
                        figures.perOrder().entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue(), 2)),
                        figures.allocatedPerOrder().entrySet().stream()
                                .map(entry -> row("KiB allocated by " + entry.getKey(), entry.getValue() / 1024, 1)))
                .flatMap(s -> s);
    }

    private Stream<String> mails() {
        if (withMails.isEmpty()) {
            return Stream.of();
        }
        return Stream.of(
                        Stream.of(
                                "the same with mails sent over SMTP",
                                row("orders/s, confirmed", ordersPerSecondWithMails(), 0)),
                        cpu(cpuWithMails()))
                .flatMap(s -> s);
    }

    private double ordersPerSecondWithMails() {
        return Median.of(withMails.stream().map(Measured::ordersPerSecond).toList());
    }

    private Map<String, Double> cpuWithMails() {
        return Median.ofEach(withMails.stream().map(Measured::cpuMsPerOrder).toList());
    }

    private static String row(String name, double value, int digits) {
        return ("  %-34s %9." + digits + "f").formatted(name, value);
    }

    /** Nothing is rounded. */
    String json() {
        var line = new LinkedHashMap<String, Object>();
        line.put("ordersPerSecond", figures.ordersPerSecond());
        line.put("acceptedPerSecond", figures.acceptedPerSecond());
        line.put("cpuMsPerOrder", withTotal(figures.cpuMsPerOrder()));
        line.put("latencyMs", figures.confirmedMs());
        line.put("acceptedMs", figures.acceptedMs());
        line.put("perOrder", figures.perOrder());
        line.put("allocatedBytesPerOrder", figures.allocatedPerOrder());
        line.put("brokerLimitOrdersPerSecond", figures.brokerLimitOrdersPerSecond());
        line.put("ratioToBrokerLimit", figures.ratioToBrokerLimit());
        if (!withMails.isEmpty()) {
            line.put(
                    "withMails",
                    Map.of("ordersPerSecond", ordersPerSecondWithMails(), "cpuMsPerOrder", withTotal(cpuWithMails())));
        }
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures are always fit for JSON", e);
        }
    }

    private static Map<String, Double> withTotal(Map<String, Double> cpuMsPerOrder) {
        var all = new LinkedHashMap<>(cpuMsPerOrder);
        all.remove(CpuTime.OTHERS);
        all.put("total", Figures.inAll(cpuMsPerOrder));
        return all;
    }
}
