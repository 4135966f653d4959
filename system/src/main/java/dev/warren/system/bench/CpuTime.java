package dev.warren.system.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** CPU time that processes have used since they started, with everything they have started themselves. Immutable. */
record CpuTime(Map<String, Duration> used) {

    /** This process, without what it has started: that is somebody else's. */
    static final String DRIVER = "driver";

    /** All the rest of this machine, where the operating system tells it. */
    static final String OTHERS = "everything else on this machine";

    /** Linux tells user programs a hundred ticks a second, whatever its own clock does. */
    private static final long TICK_MILLIS = 10;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;
    private static final int IDLE = 4;
    private static final int WAITING = 5;

    static CpuTime of(Map<String, Long> pids) {
        var used = new LinkedHashMap<String, Duration>();
        pids.forEach((name, pid) -> used.put(name, ofAll(pid)));
        used.put(DRIVER, ofOne(ProcessHandle.current()));
        var ours = used.values().stream().reduce(Duration.ZERO, Duration::plus);
        ofMachine().ifPresent(all -> used.put(OTHERS, all.minus(ours)));
        return new CpuTime(used);
    }

    /** Milliseconds used since an earlier reading, for each of a number of orders. */
    Map<String, Double> perOrderSince(CpuTime earlier, int orders) {
        var each = new LinkedHashMap<String, Double>();
        used.forEach(
                (name, now) -> each.put(name, now.minus(earlier.used.get(name)).toNanos() / 1e6 / orders));
        return each;
    }

    private static Duration ofAll(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> ofOne(process).plus(ofEnded(process)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration ofOne(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Of children that have ended: a session of the database is a process. Elsewhere than on Linux nobody tells. */
    private static Duration ofEnded(ProcessHandle process) {
        return words(Path.of("/proc/" + process.pid() + "/stat"))
                .map(words -> ticks(words, CHILDREN_USER).plus(ticks(words, CHILDREN_SYSTEM)))
                .orElse(Duration.ZERO);
    }

    private static Optional<Duration> ofMachine() {
        return words(Path.of("/proc/stat")).map(words -> {
            var all = Duration.ZERO;
            for (int n = 1; n <= 8; n++) {
                all = n == IDLE || n == WAITING ? all : all.plus(ticks(words, n));
            }
            return all;
        });
    }

    private static Duration ticks(String[] words, int n) {
        return Duration.ofMillis(TICK_MILLIS * Long.parseLong(words[n]));
    }

    /** The words of the first line, from the one after the name of a process, which may have spaces; empty if there is no such file. */
    private static Optional<String[]> words(Path file) {
        try (var lines = Files.lines(file)) {
            String line = lines.findFirst().orElseThrow();
            return Optional.of(line.substring(line.lastIndexOf(')') + 1).strip().split(" +"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
