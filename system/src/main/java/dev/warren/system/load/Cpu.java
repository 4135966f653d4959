package dev.warren.system.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** CPU time of processes and everything they have started. Immutable. */
record Cpu(Map<String, Duration> used) {

    /** What the processes have used since they started; of children that ended the operating system tells nothing. */
    static Cpu of(Map<String, Long> pids) {
        var used = new LinkedHashMap<String, Duration>();
        pids.forEach((name, pid) -> used.put(
                name,
                ProcessHandle.of(pid).stream()
                        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                        .reduce(Duration.ZERO, Duration::plus)));
        return new Cpu(used);
    }

    /** Milliseconds used since an earlier reading, for each of a number of orders. */
    Map<String, Double> perOrderSince(Cpu earlier, int orders) {
        var each = new LinkedHashMap<String, Double>();
        used.forEach((name, now) -> each.put(
                name, now.minus(earlier.used.getOrDefault(name, Duration.ZERO)).toNanos() / 1e6 / orders));
        return each;
    }
}
