package dev.warren.system.bench;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a broker confirms in a second when nothing else is asked of it.
 *
 * @param confirmedPerSecond messages, in the median second
 */
record Limit(double confirmedPerSecond) {
    private static final Pattern SECOND = Pattern.compile("time ([0-9.]+) ?s,.*\\bconfirmed: ([0-9,.]+) msg/s");

    /**
     * @param lines what PerfTest printed, a line for each second
     * @param warmUp seconds of the beginning that do not count
     */
    static Limit of(Stream<String> lines, int warmUp) {
        List<Double> seconds = lines.map(SECOND::matcher)
                .filter(line -> line.find() && Double.parseDouble(line.group(1)) > warmUp + 0.5)
                .map(line -> Double.parseDouble(line.group(2).replace(",", "")))
                .toList();
        return new Limit(Median.of(seconds));
    }

    /** Whether a line of PerfTest is about a second, and not about the whole. */
    static boolean isSecond(String line) {
        return SECOND.matcher(line).find();
    }

    /** The broker may have become slower or faster meanwhile. */
    static Limit between(Limit before, Limit after) {
        return new Limit((before.confirmedPerSecond + after.confirmedPerSecond) / 2);
    }

    /** Orders a second, if the messages of orders were all that there is to do. */
    double ordersPerSecond(double messagesPerOrder) {
        return confirmedPerSecond / messagesPerOrder;
    }
}
