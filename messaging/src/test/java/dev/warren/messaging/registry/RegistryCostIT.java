package dev.warren.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.MessagingConfiguration.RegistryConfiguration;
import dev.warren.messaging.broker.Links;
import dev.warren.messaging.tally.TallyWorld;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What it costs an instance to know many others, and what a newcomer costs everybody. In short 100 others that beat once a second;
 * {@code -Dwarren.announcers=10,100,1000} measures those at the default interval, ten seconds each.
 */
class RegistryCostIT {

    private static final Logger log = LoggerFactory.getLogger(RegistryCostIT.class);

    private static final String ANNOUNCERS = System.getProperty("warren.announcers");
    private static final Duration INTERVAL = Duration.ofSeconds(ANNOUNCERS == null ? 1 : 5);
    private static final Duration MEASURED = INTERVAL.multipliedBy(2);

    @Test
    void an_instance_knows_all_others_within_an_interval_and_a_newcomer_costs_no_heartbeat_more() throws Exception {
        var sizes = Stream.of((ANNOUNCERS == null ? "100" : ANNOUNCERS).split(","))
                .map(Integer::valueOf)
                .toList();
        try (var world = new TallyWorld()) {
            for (int size : sizes) {
                measure(world, size);
            }
        }
    }

    private static void measure(TallyWorld world, int size) throws Exception {
        try (var crowd =
                new Crowd(size, INTERVAL, world.surroundings.connectionFactory().newConnection("crowd"))) {
            await().atMost(INTERVAL.multipliedBy(3)).until(() -> crowd.said() >= size);
            long before = crowd.said();
            long joined = System.nanoTime();
            var listener = new Listener(world);
            await().until(() -> !listener.registry.instances().isEmpty());
            crowd.answer();
            await().atMost(INTERVAL.multipliedBy(3))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> listener.registry.instances().size() == size + 1);
            Duration full = Duration.ofNanos(System.nanoTime() - joined);
            long answers = crowd.said() - before;

            long cpu = listener.cpuNanos();
            long said = crowd.said();
            long begun = System.nanoTime();
            await().atMost(MEASURED.multipliedBy(2)).until(() -> System.nanoTime() - begun > MEASURED.toNanos());
            double seconds = (System.nanoTime() - begun) / 1e9;
            log.info(
                    "{} others: {} heartbeats/s, {} CPU-ms/s to listen; a newcomer knew all after {} ms and {} heartbeats",
                    size,
                    Math.round((crowd.said() - said) / seconds),
                    Math.round((listener.cpuNanos() - cpu) / 1e5 / seconds) / 10.0,
                    full.toMillis(),
                    answers);
            assertThat(listener.registry.instances()).as("still knows all").hasSize(size + 1);
            // Those that were due while it started up, and one of each because of it.
            assertThat(answers).isLessThan(2L * size + size * full.toMillis() / INTERVAL.toMillis());
            listener.close();
        }
    }

    /** A real instance, all of whose threads are in one group, so that their time can be told from the crowd's. */
    private static final class Listener {
        private final ThreadGroup group = new ThreadGroup("listener");
        private final Links links;
        private final Registry registry;

        Listener(TallyWorld world) {
            var made = new CompletableFuture<Links>();
            var started = new CompletableFuture<Registry>();
            Thread.ofPlatform().group(group).start(() -> {
                var all = new Links(
                        world.surroundings.link("listener publishes"), world.surroundings.link("listener consumes"));
                all.publishing().start();
                all.consuming().start();
                made.complete(all);
                var configuration = new RegistryConfiguration(INTERVAL, INTERVAL.multipliedBy(3));
                var listening =
                        new Registry("listener", all, configuration, new SimpleMeterRegistry(), Clock.systemUTC());
                listening.start();
                listening.announce("127.0.0.1", 9999, "1", List.of());
                started.complete(listening);
            });
            links = made.join();
            registry = started.join();
        }

        long cpuNanos() {
            var threads = new Thread[group.activeCount() * 2];
            int count = group.enumerate(threads);
            return Arrays.stream(threads, 0, count)
                    .mapToLong(thread -> ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId()))
                    .filter(nanos -> nanos > 0)
                    .sum();
        }

        void close() throws InterruptedException {
            registry.close();
            links.publishing().close();
            links.consuming().close();
        }
    }
}
