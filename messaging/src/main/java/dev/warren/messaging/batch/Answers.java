package dev.warren.messaging.batch;

import dev.warren.messaging.events.LogContext;
import dev.warren.messaging.retry.FailedMessages;
import dev.warren.messaging.tracing.Tracing;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells, after the commit, what became of each arrival: the log, the meters, and whoever waits for a command. Never throws. */
final class Answers<I, S> {

    private static final Logger log = LoggerFactory.getLogger(BatchLoop.class);

    private final Executor threads;
    private final BatchMeters meters;

    Answers(Executor threads, BatchMeters meters) {
        this.threads = threads;
        this.meters = meters;
    }

    void tell(Fold.Outcome<I, S> outcome) {
        if (outcome.arrival() instanceof Arrival.Command<I, S> command) {
            if (outcome.failure() != null) {
                fail(command, outcome.failure());
            } else if (command.answered().compareAndSet(false, true)) {
                threads.execute(() -> command.answer().complete(outcome.state()));
            }
        } else if (outcome.arrival().delivered().isPresent()) {
            meters.count(outcome.copy());
        }
        // Last: whatever becomes of a log line, whoever waits is answered.
        write(outcome);
    }

    /** On a thread of its own: whoever waits may do anything with the answer. The first answer is the one that counts. */
    void fail(Arrival.Command<I, S> command, Exception reason) {
        if (command.answered().compareAndSet(false, true)) {
            threads.execute(() -> command.answer().completeExceptionally(reason));
            Tracing.fail(command.span(), reason.getClass().getSimpleName());
        }
    }

    private void write(Fold.Outcome<I, S> outcome) {
        try {
            log(outcome);
        } catch (RuntimeException e) {
            // A log that fails must not keep anybody from his answer.
            log.error("an outcome could not be logged", e);
        }
    }

    private static String fate(FailedMessages.Copy copy) {
        if (copy == null) {
            return "refused";
        }
        return copy.parked() ? "parked" : "failed for the %d. time and is tried again".formatted(copy.attempt());
    }

    private static LogContext about(Fold.Outcome<?, ?> outcome) {
        var about = new LogContext()
                .with("trace_id", outcome.arrival().trace().getTraceId())
                .with("correlation_id", outcome.correlation());
        outcome.arrival()
                .delivered()
                .ifPresent(
                        delivery -> about.with("event_id", delivery.properties().getMessageId())
                                .with("event_type", delivery.properties().getType()));
        return about;
    }

    private void log(Fold.Outcome<I, S> outcome) {
        if (!(outcome.failure() == null ? log.isInfoEnabled() : log.isWarnEnabled())) {
            return;
        }
        try (var about = about(outcome)) {
            if (outcome.failure() == null) {
                log.info("{} handled, said {}", outcome.arrival().name(), outcome.saidTypes());
            } else {
                log.warn(
                        "{} {}: {}",
                        outcome.arrival().name(),
                        fate(outcome.copy()),
                        outcome.failure().getMessage());
            }
        }
    }
}
