package dev.warren.messaging.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleans old rows on a thread of its own, table after table, in transactions small enough to be in nobody's way. A table that cannot
 * be cleaned is logged once and tried again in every round; the others do not wait for it.
 */
@Singleton
@Requires(beans = DataSource.class)
public final class Cleaner implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Cleaner.class);

    /** Between two full batches: a large backlog goes at some 50,000 rows a second and leaves the database to the others. */
    private static final Duration BREATH = Duration.ofMillis(100);

    private static final Duration AT_STOP = Duration.ofSeconds(5);

    private final DataSource database;
    private final List<AgedRows> tables;
    private final RetentionSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Set<String> troubled = new HashSet<>();
    private Thread thread;

    public Cleaner(
            DataSource database, List<AgedRows> tables, RetentionSettings settings, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.tables = List.copyOf(tables);
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        tables.forEach(this::counter);
    }

    /**
     * Starts cleaning in the background and returns at once; to be called once.
     *
     * @param databaseIsReady whether the tables are there and can be reached; asked before every round
     */
    public void start(BooleanSupplier databaseIsReady) {
        thread = Thread.ofPlatform().name("cleaning").daemon().start(() -> run(databaseIsReady));
    }

    private void run(BooleanSupplier databaseIsReady) {
        try {
            do {
                if (databaseIsReady.getAsBoolean()) {
                    for (AgedRows table : tables) {
                        clean(table);
                    }
                }
            } while (!isStoppedWithin(settings.interval()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void clean(AgedRows table) throws InterruptedException {
        try {
            int cleaned;
            do {
                cleaned = batch(table);
            } while (cleaned == settings.batchSize() && !isStoppedWithin(BREATH));
            if (troubled.remove(table.what())) {
                log.info("old rows of {} are cleaned again", table.what());
            }
        } catch (SQLException | RuntimeException e) {
            if (troubled.add(table.what())) {
                log.warn(
                        "old rows of {} cannot be cleaned and are tried again every {}: {}",
                        table.what(),
                        settings.interval(),
                        e.getMessage());
            }
        }
    }

    private int batch(AgedRows table) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(true);
            int cleaned = table.clean(connection, clock.instant(), settings.batchSize());
            counter(table).increment(cleaned);
            return cleaned;
        }
    }

    private Counter counter(AgedRows table) {
        return Counter.builder("warren.retention.cleaned")
                .description("Rows that were old enough to go")
                .tag("table", table.what())
                .register(meters);
    }

    private boolean isStoppedWithin(Duration time) throws InterruptedException {
        return stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops after the batch at work; blocks for at most 5 s. */
    @Override
    public void close() throws InterruptedException {
        stopping.countDown();
        if (thread != null) {
            thread.join(AT_STOP);
        }
    }
}
