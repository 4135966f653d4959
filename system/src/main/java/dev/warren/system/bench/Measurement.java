package dev.warren.system.bench;

import dev.warren.system.check.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything that was measured of one system, and whether its books balanced afterwards. Immutable.
 *
 * @param at when it began
 * @param machine what it ran on
 * @param perfTest PerfTest's options
 * @param clock what tells that an order is confirmed
 * @param channel how notifications went out
 * @param withMails the closed loop with mails sent instead; none where that was not asked
 */
public record Measurement(
        Instant at,
        Map<String, String> machine,
        Plan plan,
        List<String> perfTest,
        String clock,
        String channel,
        List<Run> runs,
        List<Measured> withMails,
        List<Violation> violations) {

    /** The same with the closed loop of a system that sends mails. */
    Measurement with(List<Measured> mails, List<Violation> more) {
        var all = new ArrayList<>(violations);
        all.addAll(more);
        return new Measurement(at, machine, plan, perfTest, clock, channel, runs, mails, all);
    }

    /** The figures of all runs. */
    Figures figures() {
        return Figures.median(eachRun());
    }

    List<Figures> eachRun() {
        return runs.stream().map(Figures::of).toList();
    }

    /** The confirmations of all runs, by stint. */
    Map<String, Latency> confirmed() {
        return gathered(
                runs.stream().flatMap(Run::stints).toList(),
                it -> Map.of(it.stint().name(), it.confirmed()),
                Latency::plus);
    }

    /** The batches of all runs, by service. */
    Map<String, Batches> batches() {
        return gathered(runs, run -> run.work().batches(), Batches::plus);
    }

    private static <T, V> Map<String, V> gathered(
            List<T> from, Function<T, Map<String, V>> values, BinaryOperator<V> sum) {
        var gathered = new LinkedHashMap<String, V>();
        from.forEach(it -> values.apply(it).forEach((name, value) -> gathered.merge(name, value, sum)));
        return gathered;
    }

    /** For people. */
    public Stream<String> lines() {
        return Stream.concat(new Summary(this).lines(), violations.stream().map(Violation::toString));
    }

    /** For programs, one line. */
    public String json() {
        return new Summary(this).json();
    }
}
