package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.CancelCallback;
import dev.warren.local.EventSource;
import dev.warren.local.EventSource.Event;
import dev.warren.messaging.topology.Definitions;
import dev.warren.system.load.Load;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.SharedRig;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many readers of the live feed, some through another edge, who come back by themselves when it breaks off. */
@ExtendWith(SharedRig.class)
@Timeout(300)
class FeedIT {

    private static final Logger log = LoggerFactory.getLogger(FeedIT.class);

    /** Long: 1000. */
    private static final int READERS = Integer.getInteger("warren.readers", 100);

    private static final int ORDERS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @Test
    void readers_miss_nothing_and_see_nothing_twice_across_restarts_of_the_edge_and_the_broker(Rig system)
            throws Exception {
        var edge = system.service("order-service");
        var http = HttpClient.newHttpClient();
        var readers = new ArrayList<Reader>();
        List<String> users = new Load(edge.edge(), system.edge("user-service")).registerUsers();
        // A journal without an event has no place to come back to.
        place(system, users);
        try {
            for (int i = 0; i < READERS; i++) {
                // One in ten through the gateway of another service.
                readers.add(new Reader(http, i % 10 == 0 ? system.service("payment-service") : edge));
            }
            await().atMost(LIMIT).until(() -> readers.stream().allMatch(reader -> reader.source.lastId() != null));
            // Who was told where it stands has missed nothing from there on.
            String from = readers.stream()
                    .map(reader -> reader.source.lastId())
                    .max((a, b) -> Long.compare(offset(a), offset(b)))
                    .orElseThrow();

            Duration before = cpu(edge);
            place(system, users);
            long events = awaitAll(system, readers, from);
            log.info(
                    "{} readers, {} events: {} of CPU in the edge",
                    READERS,
                    events,
                    cpu(edge).minus(before));
            system.broker().kill();
            system.broker().start();
            system.awaitReady();
            place(system, users);
            awaitAll(system, readers, from);
            edge.kill();
            edge.launch();
            edge.awaitReady();
            place(system, users);
            awaitAll(system, readers, from);
            assertThat(readers).allSatisfy(reader -> assertThat(reader.said).doesNotContain("reset"));
        } finally {
            readers.forEach(reader -> reader.source.close());
        }
        system.awaitReady();
    }

    private static void place(Rig system, List<String> users) throws Exception {
        var orders = system.edge("order-service");
        var load = new Load(orders, system.edge("user-service"));
        for (String id : load.place(ORDERS, 4, users, accepted -> {}).ids()) {
            await().pollDelay(Duration.ZERO)
                    .atMost(LIMIT)
                    .until(() -> orders.get("/orders/" + id)
                            .expect(200)
                            .get("settled")
                            .asBoolean());
        }
    }

    /** Returns how many there are. Some may still be on their way when it begins to compare. */
    private static long awaitAll(Rig system, List<Reader> readers, String from) {
        var expected = new ArrayList<String>();
        await().pollDelay(Duration.ZERO).atMost(LIMIT).untilAsserted(() -> {
            expected.clear();
            expected.addAll(journal(system, offset(from)));
            assertThat(readers)
                    .allSatisfy(
                            reader -> assertThat(reader.idsAfter(offset(from))).isEqualTo(expected));
        });
        return expected.size();
    }

    /** What it holds behind that place, as an administrator reads it; each event once. */
    private static List<String> journal(Rig system, long from) throws Exception {
        try (var connection = system.broker().administrator().newConnection("the test");
                var channel = connection.createChannel()) {
            var events = new LinkedHashMap<String, String>();
            var lastAt = new long[] {System.nanoTime()};
            channel.basicQos(1_000);
            channel.basicConsume(
                    Definitions.JOURNAL,
                    false,
                    Map.of("x-stream-offset", from + 1),
                    (tag, delivery) -> {
                        String id = delivery.getProperties().getMessageId();
                        long offset =
                                (Long) delivery.getProperties().getHeaders().get("x-stream-offset");
                        synchronized (events) {
                            events.putIfAbsent(id, offset + "-" + id);
                            lastAt[0] = System.nanoTime();
                        }
                        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                    },
                    (CancelCallback) tag -> {});
            // What is there comes at once.
            await().atMost(LIMIT)
                    .until(() -> System.nanoTime() - lastAt[0]
                            > Duration.ofSeconds(1).toNanos());
            synchronized (events) {
                return List.copyOf(events.values());
            }
        }
    }

    private static Duration cpu(ServiceProcess service) {
        return ProcessHandle.of(service.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO);
    }

    private static long offset(String id) {
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }

    /** Notes what it is given. */
    private static final class Reader implements EventSource.Listener {
        private final ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
        private final EventSource source;

        Reader(HttpClient http, ServiceProcess edge) {
            var feed = URI.create("http://127.0.0.1:" + edge.port() + "/events");
            source = new EventSource(http, feed, request -> {}, this).open(null);
        }

        @Override
        public void event(Event event) {
            // What the feed says of itself has no dot.
            (event.type().contains(".") ? ids : said).add(event.type().contains(".") ? event.id() : event.type());
        }

        List<String> idsAfter(long offset) {
            return ids.stream().filter(id -> offset(id) > offset).toList();
        }
    }
}
