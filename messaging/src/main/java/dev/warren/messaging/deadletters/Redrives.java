package dev.warren.messaging.deadletters;

import com.fasterxml.uuid.Generators;
import dev.warren.messaging.broker.Waits;
import dev.warren.messaging.deadletters.DeadLetter.Status;
import dev.warren.messaging.deadletters.RefusedException.Reason;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Redrives of many: canaries first. One at a time for a service, whatever the number of its instances. */
final class Redrives implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Redrives.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    /** So long a stage may wait until all it has sent is handled or parked again. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final DeadLetters letters;
    private final Transactions transactions;
    private final int rate;
    private final Clock clock;
    private final RedriveRows rows = new RedriveRows();
    private final CompletableFuture<String> stopping = new CompletableFuture<>();

    Redrives(DeadLetters letters, Transactions transactions, int rate, Clock clock) {
        this.letters = letters;
        this.transactions = transactions;
        this.rate = rate;
        this.clock = clock;
    }

    Redrive start(List<UUID> ids, boolean force, String byWhom) throws SQLException {
        Instant now = clock.instant();
        UUID id = Generators.timeBasedEpochGenerator().generate();
        var redrive = new Redrive(id, byWhom, ids.size(), 0, 0, Redrive.Status.RUNNING, null, now, now);
        if (!transactions.run(transaction -> rows.insert(transaction, redrive))) {
            throw new RefusedException(
                    Reason.REDRIVE_RUNNING, "another redrive is running: wait for its end before you start the next");
        }
        Thread.ofVirtual().name("redrive-" + id).start(() -> run(new Run(redrive, force), ids));
        return redrive;
    }

    Redrive find(UUID id) throws SQLException {
        return transactions.run(transaction -> rows.find(transaction, id)
                .orElseThrow(() -> new RefusedException(Reason.NO_SUCH_REDRIVE, "there is no redrive " + id)));
    }

    /** A canary, ten more, then as many at a time as may be sent in a second. */
    static List<List<UUID>> stages(List<UUID> ids, int rate) {
        var stages = new ArrayList<List<UUID>>();
        int from = 0;
        while (from < ids.size()) {
            int size = stages.isEmpty() ? 1 : stages.size() == 1 ? 10 : rate;
            int to = Math.min(ids.size(), from + size);
            stages.add(ids.subList(from, to));
            from = to;
        }
        return stages;
    }

    private void run(Run run, List<UUID> ids) {
        try {
            for (List<UUID> stage : stages(ids, rate)) {
                run.send(stage);
                run.awaitAnswers(stage);
            }
            run.end(Redrive.Status.DONE, "all that could be sent were handled");
        } catch (StoppedException e) {
            run.end(Redrive.Status.STOPPED, e.getMessage());
        } catch (SQLException | RuntimeException e) {
            log.error("redrive {} is given up", run.now.id(), e);
            run.end(Redrive.Status.STOPPED, "given up: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class StoppedException extends Exception {
        StoppedException(String outcome) {
            super(outcome);
        }
    }

    /** One redrive on its way. Only on its own thread. */
    private final class Run {

        private final boolean force;
        private final RateLimiter limiter = RateLimiter.of(
                "redrive",
                RateLimiterConfig.custom()
                        .limitForPeriod(rate)
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(ANSWER)
                        .build());
        private Redrive now;

        Run(Redrive redrive, boolean force) {
            this.now = redrive;
            this.force = force;
        }

        void send(List<UUID> stage) throws SQLException, StoppedException {
            for (UUID id : stage) {
                if (stopping.isDone()) {
                    throw new StoppedException("the service stopped");
                }
                limiter.acquirePermission();
                try {
                    letters.redrive(id, force, now.byWhom());
                    keep(now.sent() + 1, now.handled(), Redrive.Status.RUNNING, null);
                } catch (RefusedException e) {
                    if (e.reason() != Reason.NOT_PARKED) {
                        throw new StoppedException(e.getMessage());
                    }
                    log.info("redrive {} passes over: {}", now.id(), e.getMessage());
                }
            }
        }

        /** Returns when all of them are handled. */
        void awaitAnswers(List<UUID> stage) throws SQLException, InterruptedException, StoppedException {
            var open = new ArrayList<>(stage);
            Instant until = clock.instant().plus(ANSWER);
            while (!open.isEmpty()) {
                for (UUID id : List.copyOf(open)) {
                    DeadLetter letter = letters.find(id);
                    if (letter.status() == Status.PARKED) {
                        throw new StoppedException("dead letter %s failed again: %s".formatted(id, letter.reason()));
                    }
                    if (!letter.isOpen()) {
                        open.remove(id);
                        keep(now.sent(), now.handled() + 1, Redrive.Status.RUNNING, null);
                    }
                }
                if (!open.isEmpty() && clock.instant().isAfter(until)) {
                    throw new StoppedException("%d messages were neither handled nor parked again within %s"
                            .formatted(open.size(), ANSWER));
                }
                if (!open.isEmpty() && Waits.happens(stopping, LOOK)) {
                    throw new StoppedException("the service stopped");
                }
            }
        }

        void end(Redrive.Status status, String outcome) {
            try {
                keep(now.sent(), now.handled(), status, outcome);
                log.info(
                        "redrive {} of {}: sent {}, handled {}: {}",
                        now.id(),
                        now.matching(),
                        now.sent(),
                        now.handled(),
                        outcome);
            } catch (SQLException e) {
                // Its row says RUNNING until the next redrive finds that nobody is behind it.
                log.error("redrive {} ended and could not note it: {}", now.id(), outcome, e);
            }
        }

        private void keep(long sent, long handled, Redrive.Status status, String outcome) throws SQLException {
            now = new Redrive(
                    now.id(),
                    now.byWhom(),
                    now.matching(),
                    sent,
                    handled,
                    status,
                    outcome,
                    now.startedAt(),
                    clock.instant());
            transactions.run(transaction -> {
                rows.update(transaction, now);
                return null;
            });
        }
    }

    @Override
    public void close() {
        stopping.complete("the service stops");
    }
}
