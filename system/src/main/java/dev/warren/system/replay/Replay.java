package dev.warren.system.replay;

import com.fasterxml.uuid.Generators;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.local.Await;
import dev.warren.local.LocalException;
import dev.warren.messaging.replay.Replays;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Tells a queue again what was said. Everything is looked at before the first message is told; those told are confirmed by the broker, and
 * only so many wait in the queue at a time, because what is said live waits behind them. Blocks until all are taken from the queue.
 */
public final class Replay {

    private static final int AT_ONCE = 256;
    private static final long CONFIRM_MILLIS = 10_000;

    /** A service takes some thousands a second. */
    private static final int MOST_WAITING = 2_000;

    private static final Duration WORKED_OFF = Duration.ofMinutes(2);

    /**
     * What was done.
     *
     * @param run the mark of the messages, and the name of this run
     * @param took from the first message to the moment when the last was taken from the queue
     */
    public record Outcome(UUID run, long told, Duration took) {
        public double perSecond() {
            return told / Math.max(0.001, took.toNanos() / 1e9);
        }
    }

    private final ConnectionFactory administrator;
    private final Source source;
    private final Selection selection;
    private final Target target;
    private final UUID run = Generators.timeBasedEpochGenerator().generate();

    /** @param administrator connections of somebody who may write to every queue */
    public Replay(ConnectionFactory administrator, Source source, Selection selection, Target target) {
        this.administrator = administrator;
        this.source = source;
        this.selection = selection;
        this.target = target;
    }

    /** Looks at what there is and tells nothing. */
    public Survey survey() throws InterruptedException {
        return Survey.of(source, selection, target);
    }

    /**
     * Why it had better not be told.
     *
     * @param personalTypes the types with personal data
     * @param force leave out what is only likely to do harm
     */
    public List<LocalException> harm(Survey survey, Set<String> personalTypes, boolean force)
            throws IOException, TimeoutException, InterruptedException {
        try (Connection connection = administrator.newConnection("replay");
                Channel channel = connection.createChannel()) {
            int consumers =
                    channel.queueDeclarePassive(target.participant().queue()).getConsumerCount();
            var circumstances =
                    new Harm.Circumstances(selection, target, survey, source.completeSince(), consumers, Instant.now());
            var harm = new ArrayList<>(Harm.certain(circumstances, personalTypes));
            if (!force) {
                harm.addAll(Harm.likely(circumstances));
            }
            return harm;
        }
    }

    /**
     * Tells it.
     *
     * @param progress called with the number of messages told so far
     * @throws LocalException {@code NOT_WORKED_OFF} if the service does not take them from the queue
     */
    public Outcome tell(LongConsumer progress) throws IOException, TimeoutException, InterruptedException {
        long start = System.nanoTime();
        try (Connection connection = administrator.newConnection("replay");
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            var telling = new Telling(channel, progress);
            source.each(telling::accept);
            telling.flush();
            telling.awaitAtMost(0);
            return new Outcome(run, telling.told, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private final class Telling {
        private final Channel channel;
        private final LongConsumer progress;
        private long told;

        Telling(Channel channel, LongConsumer progress) {
            this.channel = channel;
            this.progress = progress;
        }

        void accept(Told it) {
            if (selection.includes(it) && target.hears(it)) {
                var properties = target.isMissed() ? it.properties() : Replays.marked(it.properties(), run.toString());
                try {
                    // To the queue and not to an exchange: nobody else is told.
                    channel.basicPublish("", target.participant().queue(), true, properties, it.body());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                if (++told % AT_ONCE == 0) {
                    flush();
                    awaitAtMost(MOST_WAITING);
                }
            }
        }

        void flush() {
            try {
                channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
                progress.accept(told);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (TimeoutException e) {
                throw new LocalException(
                        "NOT_CONFIRMED", "the broker does not confirm what it is told, %d so far".formatted(told), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LocalException("INTERRUPTED", "interrupted after %d messages".formatted(told), e);
            }
        }

        void awaitAtMost(int waiting) {
            if (!Await.until(WORKED_OFF, () -> waiting() <= waiting)) {
                throw new LocalException(
                        "NOT_WORKED_OFF",
                        "%d messages wait in %s and were not taken within %s, after %d of run %s: see GET /health of the service"
                                .formatted(waiting(), target.participant().queue(), WORKED_OFF, told, run));
            }
        }

        private int waiting() {
            try {
                return channel.queueDeclarePassive(target.participant().queue()).getMessageCount();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
