package dev.warren.messaging.batch;

import dev.warren.messaging.broker.Backoff;
import dev.warren.messaging.retry.Failure;
import dev.warren.messaging.tracing.Tracing;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a batch is finished whatever it meets: as a whole if that goes, otherwise one by one, until every arrival is
 * handled, parked or refused. Waits for the database as long as that takes, unless the service stops. Only on the writing thread.
 */
final class Finisher<K extends Comparable<K>, S, I, F> {

    private static final Logger log = LoggerFactory.getLogger(BatchLoop.class);
    private static final int TRIES = 5;

    private final Commits<K, S, I, F> commits;
    private final Housekeeping<S, I> housekeeping;
    private final Intake<I, S> intake;
    private final Answers<I, S> answers;
    private final Settings settings;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

    /**
     * @param batchSize the most inputs of one transaction
     * @param stopping counted down when the service stops
     * @param machine where it waits
     */
    record Settings(int batchSize, BatchMeters meters, CountDownLatch stopping, Machine machine) {}

    Finisher(
            Commits<K, S, I, F> commits,
            Housekeeping<S, I> housekeeping,
            Intake<I, S> intake,
            Answers<I, S> answers,
            Settings settings) {
        this.commits = commits;
        this.housekeeping = housekeeping;
        this.intake = intake;
        this.answers = answers;
        this.settings = settings;
    }

    /** Returns true when every arrival is handled, parked or refused, and false when the service stops before. */
    boolean finish(List<Arrival<I, S>> batch) throws InterruptedException {
        var usual = new ArrayList<Arrival<I, S>>(batch.size());
        var suspects = new ArrayList<Arrival<I, S>>();
        batch.forEach(arrival -> (Commits.isSuspect(arrival) ? suspects : usual).add(arrival));
        if (!finishTogether(usual)) {
            return false;
        }
        for (var suspect : suspects) {
            if (!finishAlone(suspect)) {
                return false;
            }
        }
        return true;
    }

    private boolean finishTogether(List<Arrival<I, S>> arrivals) throws InterruptedException {
        var batch = arrivals;
        boolean due = commits.deadlinesAreDue();
        int tries = 0;
        while (true) {
            try {
                housekeep();
                commits.commit(batch, due ? room(batch) : 0);
                recovered();
                return true;
            } catch (SQLException e) {
                switch (Failures.of(e)) {
                    case OUTAGE -> {
                        if (!awaitDatabase(e)) {
                            return false;
                        }
                        batch = batch.stream()
                                .filter(arrival -> !isRefused(arrival, e) && !Intake.isStale(arrival))
                                .toList();
                    }
                    case COLLISION, TAKEN -> {
                        settings.meters().collisions.increment();
                        if (++tries == TRIES) {
                            return finishOneByOne(batch, due, e);
                        }
                    }
                    case REJECTED -> {
                        return finishOneByOne(batch, due, e);
                    }
                }
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
                return finishOneByOne(batch, due, e);
            }
        }
    }

    /** So that no arrival is blamed for its neighbour, nor for a deadline. */
    private boolean finishOneByOne(List<Arrival<I, S>> batch, boolean due, Throwable cause)
            throws InterruptedException {
        log.warn("a batch of {} failed and is tried one by one: {}", batch.size(), Failures.reason(cause));
        for (var arrival : batch) {
            if (!finishAlone(arrival)) {
                return false;
            }
        }
        try {
            for (var deadline : commits.deadlines(due ? room(batch) : 0)) {
                if (!finishAlone(deadline)) {
                    return false;
                }
            }
        } catch (SQLException | RuntimeException e) {
            log.error("passed deadlines cannot be found: {}", Failures.reason(e));
        }
        return true;
    }

    private boolean finishAlone(Arrival<I, S> one) throws InterruptedException {
        Arrival<I, S> arrival = null;
        int tries = 0;
        while (true) {
            Throwable rejection;
            try {
                arrival = arrival == null ? commits.suspected(one) : arrival;
                commits.commit(List.of(arrival), 0);
                commits.cleared(one);
                recovered();
                return true;
            } catch (SQLException e) {
                rejection = e;
                switch (Failures.of(e)) {
                    case OUTAGE -> {
                        if (!awaitDatabase(e)) {
                            return false;
                        }
                        if (isRefused(one, e)) {
                            return true;
                        }
                        rejection = null;
                    }
                    case COLLISION -> {
                        settings.meters().collisions.increment();
                        if (!pause()) {
                            return false;
                        }
                        rejection = null;
                    }
                    case TAKEN -> rejection = ++tries < TRIES ? null : e;
                    case REJECTED -> {}
                }
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
                rejection = e;
            }
            if (rejection != null) {
                var instead = giveUp(arrival == null ? one : arrival, rejection);
                if (instead == null) {
                    return true;
                }
                if (instead == arrival && !pause()) {
                    return false;
                }
                arrival = instead;
            }
        }
    }

    /** What to try instead of an arrival that fails even alone, or null if there is nothing more to be done about it. */
    private Arrival<I, S> giveUp(Arrival<I, S> arrival, Throwable cause) {
        String reason = "cannot be stored: " + Failures.reason(cause);
        return switch (arrival) {
            case Arrival.Event<I, S> event ->
                new Arrival.Unhandled<>(event.delivery(), failure(cause, reason), event.span());
            // Its copy is the last resort: there is nothing to do but to try on.
            case Arrival.Unhandled<I, S> unhandled -> {
                log.error("a message that failed {}; trying on", reason);
                yield unhandled;
            }
            // Nothing is decided or stored for it.
            case Arrival.Skipped<I, S> skipped -> null;
            case Arrival.Command<I, S> command -> {
                answers.fail(command, cause instanceof Exception e ? e : new IllegalStateException(reason, cause));
                yield null;
            }
            case Arrival.Result<I, S> result -> {
                log.error("{} {}", result.name(), reason);
                Tracing.fail(result.span(), cause.getClass().getSimpleName());
                yield null;
            }
            case Arrival.Due<I, S> due -> {
                log.error("{} {}", due.name(), reason);
                Tracing.fail(due.span(), cause.getClass().getSimpleName());
                commits.passOver(due.input());
                yield null;
            }
        };
    }

    /** Values that the database does not take stay so; anything else may pass. */
    private static Failure failure(Throwable cause, String reason) {
        boolean permanent = cause instanceof SQLException e && Failures.isAboutValues(e);
        return permanent ? Failure.permanent(reason) : Failure.passing(reason);
    }

    /** Only a batch that is not full has room for deadlines: a backlog is worked off before anything is given up. */
    private int room(List<Arrival<I, S>> batch) {
        return housekeeping.deadlinesRun() ? settings.batchSize() - batch.size() : 0;
    }

    /** Only an outage concerns the batch. */
    private void housekeep() throws SQLException {
        try {
            housekeeping.run(commits.now());
        } catch (SQLException e) {
            if (Failures.of(e) == Failures.OUTAGE) {
                throw e;
            }
            log.error("the service cannot look after its tables: {}; trying on", Failures.reason(e));
        } catch (RuntimeException e) {
            log.error("the service cannot look after its tables; trying on", e);
        }
    }

    /** Refuses commands and waits a little; false when the service stops. */
    private boolean awaitDatabase(SQLException cause) throws InterruptedException {
        if (intake.trouble() == null) {
            log.warn("the database is away: {}; messages wait, commands are refused", Failures.reason(cause));
        }
        intake.close("the database is away", cause);
        intake.forgetStale();
        housekeeping.hurry();
        return pause();
    }

    private boolean isRefused(Arrival<I, S> arrival, SQLException cause) {
        if (arrival instanceof Arrival.Command<I, S> command) {
            intake.refuse(command, cause);
            return true;
        }
        return false;
    }

    /** Waits a little, longer each time; false when the service stops. */
    boolean pause() throws InterruptedException {
        return !settings.machine().happens(settings.stopping(), backoff.next());
    }

    private void recovered() {
        backoff.reset();
        if (intake.trouble() != null) {
            log.info("the database is back");
            intake.open();
        }
    }
}
