package dev.warren.system.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;

/**
 * How long something took, each time of many; to a microsecond or one part in a thousand, whichever is more. Times run from when an order was due
 * and not from when it left, so nothing has to be made up for what a stalled driver did not ask.
 */
record Latency(Histogram micros) {
    private static final long LONGEST = TimeUnit.HOURS.toMicros(1);
    private static final int DIGITS = 3;
    private static final int STEPS_PER_HALF = 10;

    /** The shares that are told, by their names. */
    private static final Map<String, Double> TOLD = told();

    static Latency ofNanos(LongStream times) {
        var micros = new Histogram(LONGEST, DIGITS);
        times.forEach(time -> micros.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(time), 0, LONGEST)));
        return new Latency(micros);
    }

    /** Milliseconds by {@code p50}, {@code p90}, {@code p99}, {@code p99.9} and {@code max}. */
    Map<String, Double> millis() {
        var millis = new LinkedHashMap<String, Double>();
        TOLD.forEach((name, percentile) -> millis.put(name, micros.getValueAtPercentile(percentile) / 1e3));
        return millis;
    }

    /** So many percent took no longer. */
    record Step(double percent, double millis) {}

    /** From the shortest to the longest, in ever smaller shares. */
    Stream<Step> steps() {
        // Mapped one by one: the iterator gives the same object each time.
        return StreamSupport.stream(micros.percentiles(STEPS_PER_HALF).spliterator(), false)
                .map(it -> new Step(it.getPercentileLevelIteratedTo(), it.getValueIteratedTo() / 1e3));
    }

    Latency plus(Latency other) {
        var sum = micros.copy();
        sum.add(other.micros);
        return new Latency(sum);
    }

    private static Map<String, Double> told() {
        var told = new LinkedHashMap<String, Double>();
        told.put("p50", 50.0);
        told.put("p90", 90.0);
        told.put("p99", 99.0);
        told.put("p99.9", 99.9);
        told.put("max", 100.0);
        return told;
    }
}
