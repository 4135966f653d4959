package dev.warren.system.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures as text for people and as one line of JSON for programs. */
record Summary(Figures figures) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Stream<String> lines() {
        return Stream.of(throughput(), latency(), cpu(), work()).flatMap(List::stream);
    }

    private List<String> throughput() {
        return List.of(
                "orders/s, closed loop",
                "  accepted                       %8.0f".formatted(figures.acceptedPerSecond()),
                "  confirmed                      %8.0f".formatted(figures.ordersPerSecond()),
                "  the broker's limit             %8.0f  (%.0f confirmed messages/s, %.2f messages an order)"
                        .formatted(
                                figures.brokerLimitOrdersPerSecond(),
                                figures.limit(),
                                figures.perOrder().get(Work.MESSAGES)),
                "  ratio to the broker's limit    %8.1f %%".formatted(100 * figures.ratioToBrokerLimit()));
    }

    private List<String> latency() {
        var lines = Stream.<String>builder();
        lines.add("milliseconds from when an order was due");
        figures.confirmedMs().forEach((stint, confirmed) -> {
            lines.add("  %-14s to 202        %s"
                    .formatted(stint, millis(figures.acceptedMs().get(stint))));
            lines.add("  %-14s to confirmed  %s".formatted(stint, millis(confirmed)));
        });
        return lines.build().toList();
    }

    private static String millis(Map<String, Double> shares) {
        return shares.entrySet().stream()
                .map(share -> "%s %.1f".formatted(share.getKey(), share.getValue()))
                .collect(Collectors.joining("  "));
    }

    private List<String> cpu() {
        var lines = Stream.<String>builder();
        lines.add("CPU-ms per order, closed loop");
        figures.cpuMsPerOrder().forEach((name, millis) -> {
            if (!name.equals(CpuTime.OTHERS)) {
                lines.add("  %-30s %8.3f".formatted(name, millis));
            }
        });
        lines.add("  %-30s %8.3f".formatted("in all", figures.cpuMsPerOrderInAll()));
        Double others = figures.cpuMsPerOrder().get(CpuTime.OTHERS);
        if (others != null) {
            lines.add("  %-30s %8.3f  (not counted in)".formatted(CpuTime.OTHERS, others));
        }
        return lines.build().toList();
    }

    private List<String> work() {
        var lines = Stream.<String>builder();
        lines.add("per order, closed loop");
        figures.perOrder().forEach((name, count) -> lines.add("  %-30s %8.2f".formatted(name, count)));
        figures.allocatedPerOrder()
                .forEach((service, bytes) ->
                        lines.add("  %-30s %8.1f".formatted("KiB allocated, " + service, bytes / 1024)));
        return lines.build().toList();
    }

    /** Numbers as they are, and nothing rounded. */
    String json() {
        var cpu = new LinkedHashMap<>(figures.cpuMsPerOrder());
        cpu.remove(CpuTime.OTHERS);
        cpu.put("total", figures.cpuMsPerOrderInAll());
        var line = new LinkedHashMap<String, Object>();
        line.put("ordersPerSecond", figures.ordersPerSecond());
        line.put("acceptedPerSecond", figures.acceptedPerSecond());
        line.put("cpuMsPerOrder", cpu);
        line.put("latencyMs", figures.confirmedMs());
        line.put("acceptMs", figures.acceptedMs());
        line.put("perOrder", figures.perOrder());
        line.put("brokerLimitOrdersPerSecond", figures.brokerLimitOrdersPerSecond());
        line.put("ratioToBrokerLimit", figures.ratioToBrokerLimit());
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures are always fit for JSON", e);
        }
    }
}
