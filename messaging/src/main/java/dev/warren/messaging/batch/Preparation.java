package dev.warren.messaging.batch;

import dev.warren.messaging.broker.Backoff;
import dev.warren.messaging.migrations.Migrations;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the tables as soon as there is a database to make them in. Its trouble may be asked for by anybody. */
final class Preparation {

    private static final Logger log = LoggerFactory.getLogger(Preparation.class);

    private final Migrations migrations;
    private volatile String trouble = "the database is not prepared yet";

    Preparation(Migrations migrations) {
        this.migrations = migrations;
    }

    /** Why the tables are not there, or null. */
    String trouble() {
        return trouble;
    }

    /** Blocks until the tables are there; throws when the service stops before. */
    void run(CountDownLatch stopping) throws InterruptedException {
        var backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
        String said = null;
        do {
            try {
                migrations.run();
                trouble = null;
                return;
            } catch (SQLException | RuntimeException | Error e) {
                // Flyway's own and the pool's: whatever it is, the service waits for it to pass.
                trouble = "the database cannot be prepared: " + firstLine(e);
                if (!trouble.equals(said)) {
                    log.warn("{}; trying on", trouble);
                    said = trouble;
                }
            }
        } while (!stopping.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS));
        throw new InterruptedException("stopped before the database was there");
    }

    private static String firstLine(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse(e.toString());
    }
}
