package dev.warren.messaging.registry;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.messaging.Participant;
import dev.warren.messaging.Said;
import dev.warren.messaging.events.EventMessages;
import dev.warren.messaging.registry.RegistryEvent.Heartbeat;
import dev.warren.messaging.topology.Definitions;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Many instances that beat and answer newcomers as real ones do, on one thread and one connection. */
final class Crowd implements AutoCloseable {

    private final EventMessages<RegistryEvent> messages = new EventMessages<>(
            new Participant("crowd", "registry", RegistryContract.types()), RegistryContract.contract());
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("crowd").daemon().factory());
    private final LongAdder said = new LongAdder();
    private final List<Member> members = new ArrayList<>();
    private final Connection connection;
    private final Channel channel;
    private final Duration interval;

    /** Begins to beat, evenly spread over the interval. */
    Crowd(int size, Duration interval, Connection connection) throws IOException {
        this.interval = interval;
        this.connection = connection;
        this.channel = connection.createChannel();
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        for (int i = 0; i < size; i++) {
            var member = new Member(new Heartbeat(
                    UUID.randomUUID(),
                    "crowd-" + i % 10,
                    "127.0.0.1",
                    10_000 + i,
                    "1",
                    Instant.now(),
                    interval,
                    List.of("/crowd/{id}", "/crowd")));
            members.add(member);
            member.beatIn(interval.toMillis() * i / size);
        }
    }

    /** What everybody does who hears of somebody new. */
    void answer() {
        long within = Math.min(interval.toMillis(), Registry.ANSWER_EACH.toMillis() * members.size());
        thread.execute(() -> members.forEach(member -> member.hurry(within)));
    }

    long said() {
        return said.sum();
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        connection.close();
    }

    private final class Member {
        private final Heartbeat heartbeat;
        private ScheduledFuture<?> next;
        private long sequence;

        Member(Heartbeat heartbeat) {
            this.heartbeat = heartbeat;
        }

        void hurry(long within) {
            long delay = ThreadLocalRandom.current().nextLong(within + 1);
            if (next.getDelay(TimeUnit.MILLISECONDS) > delay) {
                next.cancel(false);
                beatIn(delay);
            }
        }

        private void beatIn(long millis) {
            next = thread.schedule(this::beat, millis, TimeUnit.MILLISECONDS);
        }

        private Void beat() throws IOException {
            var message = messages.write(
                    new Said(heartbeat, ++sequence, Instant.now().truncatedTo(ChronoUnit.MILLIS)),
                    null,
                    SpanContext.getInvalid());
            var properties = message.properties().builder().deliveryMode(1).build();
            channel.basicPublish(Definitions.REGISTRY, "", properties, message.body());
            said.increment();
            beatIn(interval.toMillis() - ThreadLocalRandom.current().nextLong(interval.toMillis() / 10 + 1));
            return null;
        }
    }
}
