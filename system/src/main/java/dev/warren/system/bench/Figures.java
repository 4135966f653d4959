package dev.warren.system.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What is told of one run, or of several: then each figure is the median of theirs. Immutable.
 *
 * @param acceptedPerSecond in the closed loop
 * @param ordersPerSecond confirmed, in the closed loop
 * @param cpuMsPerOrder by process, in the closed loop
 * @param perOrder what {@link Work} counts
 * @param allocatedPerOrder bytes by service
 * @param acceptedMs from when an order was due to its 202, by stint and share
 * @param confirmedMs from when an order was due to its confirmation, likewise
 * @param limit messages that the broker confirms in a second when nothing else is asked of it
 */
record Figures(
        double acceptedPerSecond,
        double ordersPerSecond,
        Map<String, Double> cpuMsPerOrder,
        Map<String, Double> perOrder,
        Map<String, Double> allocatedPerOrder,
        Map<String, Map<String, Double>> acceptedMs,
        Map<String, Map<String, Double>> confirmedMs,
        double limit,
        double ratioToBrokerLimit) {

    static Figures of(Run run) {
        var closed = run.closed();
        int orders = closed.stint().orders();
        var perOrder = each(run.work().counts(), orders);
        double limit = run.limit().confirmedPerSecond();
        return new Figures(
                closed.acceptedPerSecond(),
                closed.ordersPerSecond(),
                closed.cpuMsPerOrder(),
                perOrder,
                each(run.work().allocated(), orders),
                millis(run, Measured::accepted),
                millis(run, Measured::confirmed),
                limit,
                closed.ordersPerSecond() / run.limit().ordersPerSecond(perOrder.get(Work.MESSAGES)));
    }

    static Figures median(List<Figures> runs) {
        return new Figures(
                median(runs, Figures::acceptedPerSecond),
                median(runs, Figures::ordersPerSecond),
                medians(runs, Figures::cpuMsPerOrder),
                medians(runs, Figures::perOrder),
                medians(runs, Figures::allocatedPerOrder),
                nested(runs, Figures::acceptedMs),
                nested(runs, Figures::confirmedMs),
                median(runs, Figures::limit),
                median(runs, Figures::ratioToBrokerLimit));
    }

    /** Orders a second, if the broker did nothing but confirm their messages. */
    double brokerLimitOrdersPerSecond() {
        return limit / perOrder.get(Work.MESSAGES);
    }

    /** Of all that runs for the orders, the driver included. */
    double cpuMsPerOrderInAll() {
        return inAll(cpuMsPerOrder);
    }

    static double inAll(Map<String, Double> cpuMsPerOrder) {
        return cpuMsPerOrder.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(CpuTime.OTHERS))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Double> each(Map<String, Double> all, int orders) {
        var each = new LinkedHashMap<String, Double>();
        all.forEach((name, value) -> each.put(name, value / orders));
        return each;
    }

    private static Map<String, Map<String, Double>> millis(Run run, Function<Measured, Latency> latency) {
        var millis = new LinkedHashMap<String, Map<String, Double>>();
        run.stints()
                .forEach(it -> millis.put(it.stint().name(), latency.apply(it).millis()));
        return millis;
    }

    private static double median(List<Figures> runs, ToDoubleFunction<Figures> figure) {
        return Median.of(runs.stream().map(figure::applyAsDouble).toList());
    }

    private static Map<String, Double> medians(List<Figures> runs, Function<Figures, Map<String, Double>> figures) {
        return Median.ofEach(runs.stream().map(figures).toList());
    }

    private static Map<String, Map<String, Double>> nested(
            List<Figures> runs, Function<Figures, Map<String, Map<String, Double>>> figures) {
        var medians = new LinkedHashMap<String, Map<String, Double>>();
        figures.apply(runs.getFirst())
                .keySet()
                .forEach(key ->
                        medians.put(key, medians(runs, run -> figures.apply(run).get(key))));
        return medians;
    }
}
