package dev.warren.system.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How large batches were.
 *
 * @param batches how many
 * @param inputs in all of them
 * @param upTo how many were no larger than each bound, infinity included
 */
record Batches(double batches, double inputs, SortedMap<Double, Double> upTo) {

    static Batches of(Metrics metrics) {
        String name = "warren_batch_size";
        return new Batches(
                metrics.sum(name + "_count"), metrics.sum(name + "_sum"), new TreeMap<>(metrics.buckets(name)));
    }

    double mean() {
        return batches == 0 ? 0 : inputs / batches;
    }

    Batches minus(Batches earlier) {
        return new Batches(batches - earlier.batches, inputs - earlier.inputs, combined(upTo, earlier.upTo, -1));
    }

    Batches plus(Batches other) {
        return new Batches(batches + other.batches, inputs + other.inputs, combined(upTo, other.upTo, 1));
    }

    /** The share of batches in each interval, by the interval's name, such as {@code 5–16}. */
    Map<String, Double> shares() {
        var shares = new LinkedHashMap<String, Double>();
        double before = 0;
        long from = 1;
        for (var bound : upTo.entrySet()) {
            boolean isLast = bound.getKey().isInfinite();
            long to = bound.getKey().longValue();
            String name = isLast ? "more" : from == to ? Long.toString(to) : from + "–" + to;
            shares.put(name, batches == 0 ? 0 : (bound.getValue() - before) / batches);
            before = bound.getValue();
            from = to + 1;
        }
        return shares;
    }

    private static SortedMap<Double, Double> combined(Map<Double, Double> one, Map<Double, Double> other, int sign) {
        var all = new TreeMap<Double, Double>(one);
        other.forEach((bound, count) -> all.merge(bound, sign * count, Double::sum));
        return all;
    }
}
