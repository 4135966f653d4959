package dev.warren.system.check.collect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.LocalException;
import dev.warren.local.RabbitAdmin;
import dev.warren.messaging.Participant;
import dev.warren.system.check.Resource;
import dev.warren.system.topology.SystemTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the services hold at one moment: connections and channels at the broker, threads, sessions that sit in a transaction. The
 * broker's figures lag behind by up to five seconds. Immutable.
 */
public record Usage(Map<String, Long> held) {

    /** Pools of threads fill as they are used, and keep what they have. */
    private static final long SPARE_THREADS = 40;

    private static final String THREADS = "threads of ";

    public Usage {
        held = Map.copyOf(held);
    }

    /**
     * Blocks for a handful of round trips. A baseline is taken when everything was used once and has come to rest: channels and
     * threads are opened when they are first needed.
     */
    public static Usage of(LiveSystem system) {
        var held = new TreeMap<String, Long>();
        String vhost = RabbitAdmin.encoded(system.vhost());
        for (Participant participant : SystemTopology.PARTICIPANTS) {
            String service = participant.name();
            held.put(
                    "connections of " + service,
                    usedBy(service, system.admin().get("vhosts/" + vhost + "/connections")));
            held.put("channels of " + service, usedBy(service, system.admin().get("vhosts/" + vhost + "/channels")));
            try (var database = Snapshot.of(service, system)) {
                // Between two statements every transaction is idle for a moment.
                held.put("idle transactions of " + service, database.count("""
                                select count(*) from pg_stat_activity
                                where datname = current_database() and state like 'idle in transaction%'
                                and clock_timestamp() - state_change > interval '1 second'"""));
            }
        }
        system.pids().forEach((instance, pid) -> threads(pid).ifPresent(count -> held.put(THREADS + instance, count)));
        return new Usage(held);
    }

    /** What each has become since an earlier look. */
    public List<Resource> since(Usage baseline) {
        return held.entrySet().stream()
                .filter(entry -> baseline.held.containsKey(entry.getKey()))
                .map(entry -> new Resource(
                        entry.getKey(),
                        baseline.held.get(entry.getKey()),
                        entry.getValue(),
                        entry.getKey().startsWith(THREADS) ? SPARE_THREADS : 0))
                .toList();
    }

    private static long usedBy(String user, JsonNode all) {
        long count = 0;
        for (JsonNode one : all) {
            count += one.path("user").asText().equals(user) ? 1 : 0;
        }
        return count;
    }

    /** Linux tells it; elsewhere it is left out. */
    private static Optional<Long> threads(long pid) {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("Threads:"))
                    .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            throw new LocalException("PROCESS_UNREADABLE", "process " + pid + " has just ended", e);
        }
    }
}
