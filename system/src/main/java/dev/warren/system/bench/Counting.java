package dev.warren.system.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.LocalException;
import dev.warren.local.RabbitAdmin;
import dev.warren.messaging.Participant;
import dev.warren.system.load.Edge;
import dev.warren.system.topology.SystemTopology;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the parts of a system have counted. The broker's figures, and the transactions of sessions at rest, lag behind by seconds. */
final class Counting {

    private static final String TRANSACTIONS =
            "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()";

    private static final String COUNTS_STATEMENTS =
            "select count(*) from pg_extension where extname = 'pg_stat_statements'";

    /** Without those that only begin and end transactions. */
    private static final String STATEMENTS = """
            select coalesce(sum(calls), 0) from pg_stat_statements
            where dbid = (select oid from pg_database where datname = current_database())
            and query !~* '^\\s*(begin|commit|rollback)'""";

    private static final String WAL = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')";

    private final Subject subject;

    Counting(Subject subject) {
        this.subject = subject;
    }

    /** Blocks for a dozen round trips. */
    Work now() {
        var counts = new LinkedHashMap<String, Double>();
        counts.put(Work.MESSAGES, published());
        counts.put(Work.DELIVERIES, delivered());
        SystemTopology.PARTICIPANTS.forEach(participant -> countInDatabase(participant, counts));
        var allocated = new LinkedHashMap<String, Double>();
        var batches = new LinkedHashMap<String, Batches>();
        new TreeMap<>(subject.live().edges()).forEach((instance, edge) -> {
            String service = instance.substring(0, instance.indexOf('@'));
            var metrics = metrics(instance, edge);
            allocated.merge(service, metrics.sum("jvm_gc_memory_allocated_bytes_total"), Double::sum);
            batches.merge(service, Batches.of(metrics), Batches::plus);
        });
        return new Work(counts, allocated, batches);
    }

    static Metrics metrics(String instance, Edge edge) {
        try {
            return new Metrics(edge.text("/prometheus"));
        } catch (IOException e) {
            throw new LocalException("NO_METRICS", instance + " does not tell its metrics: " + e.getMessage(), e);
        }
    }

    private double published() {
        return SystemTopology.PARTICIPANTS.stream()
                .mapToDouble(participant -> stat("exchanges", participant.exchange(), "publish_in"))
                .sum();
    }

    private double delivered() {
        return SystemTopology.PARTICIPANTS.stream()
                .mapToDouble(participant -> stat("queues", participant.queue(), "deliver"))
                .sum();
    }

    private double stat(String kind, String name, String what) {
        JsonNode found = subject.live()
                .admin()
                .get("%s/%s/%s"
                        .formatted(kind, RabbitAdmin.encoded(subject.live().vhost()), RabbitAdmin.encoded(name)));
        return found.path("message_stats").path(what).asDouble();
    }

    private void countInDatabase(Participant participant, Map<String, Double> counts) {
        try (var connection = subject.live().databases().connect(participant.name())) {
            counts.merge(Work.TRANSACTIONS, number(connection, TRANSACTIONS), Double::sum);
            if (number(connection, COUNTS_STATEMENTS) > 0) {
                counts.merge(Work.STATEMENTS, number(connection, STATEMENTS), Double::sum);
            }
            // One server writes one log for all of its databases.
            counts.put(Work.WAL, number(connection, WAL));
        } catch (SQLException e) {
            throw new LocalException(
                    "DATABASE_UNREADABLE", "the database of %s: %s".formatted(participant.name(), e.getMessage()), e);
        }
    }

    private static double number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getDouble(1);
        }
    }
}
