package dev.warren.system.chaos;

import dev.warren.system.rig.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the orders twice a second, past everything that is in trouble. While the database does not answer, nothing ends. */
final class Sampler implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Sampler.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Database database;
    private final IntSupplier accepted;
    private final IntConsumer progress;
    private final long start = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private Connection connection;
    private long ended;

    /** @param progress told the number of accepted orders each time */
    Sampler(Database database, IntSupplier accepted, IntConsumer progress) {
        this.database = database;
        this.accepted = accepted;
        this.progress = progress;
        timer.scheduleAtFixedRate(this::sample, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Time since the start. */
    Duration now() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    private void sample() {
        try {
            if (connection == null) {
                connection = database.connect("order-service");
                try (var sql = connection.createStatement()) {
                    sql.execute("set statement_timeout = '400ms'");
                }
            }
            try (var sql = connection.createStatement();
                    var count = sql.executeQuery(
                            "select count(*) from orders where status in ('CONFIRMED', 'CANCELLED')")) {
                count.next();
                ended = count.getLong(1);
            }
        } catch (SQLException e) {
            log.debug("orders not counted: {}", e.getMessage());
            drop();
        }
        var sample = new Sample(now(), accepted.getAsInt(), ended);
        progress.accept(accepted.getAsInt());
        synchronized (this) {
            samples.add(sample);
        }
    }

    private void drop() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                log.debug("a broken connection could not be closed: {}", e.getMessage());
            }
            connection = null;
        }
    }

    @Override
    public void close() {
        timer.close();
        drop();
    }
}
