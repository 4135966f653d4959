package dev.warren.system.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a service tells Prometheus. Immutable. */
record Metrics(String text) {
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)\\})? (\\S+)$");
    private static final Pattern BOUND = Pattern.compile("le=\"([0-9.]+)\"");

    /** The sum of a metric over its labels; 0 if it is not there. */
    double sum(String name) {
        return samples(name).mapToDouble(Metrics::value).sum();
    }

    /** How many were counted up to each bound of a histogram, all together. */
    Map<Double, Double> buckets(String name) {
        var buckets = new TreeMap<Double, Double>();
        samples(name + "_bucket").forEach(sample -> {
            var bound = BOUND.matcher(sample.group(2));
            double to = bound.find() ? Double.parseDouble(bound.group(1)) : Double.POSITIVE_INFINITY;
            buckets.merge(to, value(sample), Double::sum);
        });
        return buckets;
    }

    private Stream<MatchResult> samples(String name) {
        return SAMPLE.matcher(text).results().filter(sample -> sample.group(1).equals(name));
    }

    private static double value(MatchResult sample) {
        return Double.parseDouble(sample.group(3));
    }
}
