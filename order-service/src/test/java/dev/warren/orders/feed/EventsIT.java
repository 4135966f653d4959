package dev.warren.orders.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import dev.warren.local.EventSource.Event;
import dev.warren.local.TestClient;
import dev.warren.orders.RunningOrderService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The feed as its readers see it, with a window so small that many of them have to catch up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class EventsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "019b2f4e-6a10-7c3d-9f21-0b5e8d4c7a62";

    private final RunningOrderService service = RunningOrderService.start(
            2,
            Map.of(
                    "edge.feed.memory",
                    100_000,
                    "edge.feed.heartbeat",
                    "200ms",
                    "edge.feed.patience",
                    "3s",
                    // Otherwise who is slow is seen some megabytes later.
                    "micronaut.server.netty.child-options.so-sndbuf",
                    32_768));

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void an_order_is_seen_as_it_is_placed_as_a_structured_cloud_event() throws Exception {
        try (var all = FeedClient.of(service.uri(), "")) {
            String order = place();
            await().until(() -> !ofOrder(all, order).isEmpty());
            var event = ofOrder(all, order).getFirst();
            JsonNode cloudEvent = JSON.readTree(event.data());
            assertThat(event.type()).isEqualTo(cloudEvent.get("type").asText()).startsWith("order.placed.v");
            assertThat(cloudEvent.get("specversion").asText()).isEqualTo("1.0");
            assertThat(event.id()).endsWith("-" + cloudEvent.get("id").asText());
            assertThat(cloudEvent.get("source").asText()).isEqualTo("/order-service");
            assertThat(cloudEvent.get("subject").asText()).isEqualTo(order);
            assertThat(cloudEvent.get("correlationid").asText()).isEqualTo(order);
            assertThat(cloudEvent.get("datacontenttype").asText()).isEqualTo("application/json");
            assertThat(cloudEvent.get("traceparent").asText()).startsWith("00-");
            assertThat(cloudEvent.at("/data/userId").asText()).isEqualTo(USER);
            assertThat(new TestClient(service.uri())
                            .get("/health")
                            .json()
                            .at("/details/feed/details/journal")
                            .asText())
                    .isEqualTo("read");
        }
    }

    @Test
    void nobody_keeps_or_collects_the_answer_on_its_way() {
        var answer = service.client().begin("/events", "Accept-Encoding", "gzip, br");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Accel-Buffering")).isEqualTo("no");
        assertThat(answer.header("Content-Encoding")).isNull();
    }

    @Test
    void types_subject_and_order_select() throws Exception {
        String order = UUID.randomUUID().toString();
        try (var exact = FeedClient.of(service.uri(), "?types=order.placed.v1");
                var anyVersion = FeedClient.of(service.uri(), "?types=payment.captured,notification.failed.v1");
                var nouns = FeedClient.of(service.uri(), "?types=notification.*");
                var subject = FeedClient.of(service.uri(), "?subject=" + order);
                var ofOrder = FeedClient.of(service.uri(), "?order=" + order)) {
            String failed = say("notification.failed.v1", UUID.randomUUID().toString());
            String sent = say("notification.sent.v2", order);
            String sentForAnother =
                    say("notification.sent.v1", UUID.randomUUID().toString());

            nouns.awaitIds(List.of(failed, sent, sentForAnother));
            anyVersion.awaitIds(List.of(failed));
            ofOrder.awaitIds(List.of(sent));
            assertThat(subject.ids()).isEmpty();
            assertThat(exact.ids()).isEmpty();
        }
    }

    @Test
    void what_is_no_selection_and_no_place_is_refused() {
        for (String query : List.of(
                "types=",
                "types=order",
                "types=order.placed.v0",
                "types=ORDER.PLACED.v1",
                "types=order.placed.v1,,x.y",
                "subject=7",
                "order=7",
                "type=order.placed.v1")) {
            var answer = service.client().begin("/events?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json().get("code").asText())
                    .as(query)
                    .isIn("INVALID_VALUE", "MALFORMED_ID", "UNKNOWN_FIELD");
        }
        for (String id : List.of("7", "-1-" + USER, "x-" + USER, "7-" + USER.toUpperCase())) {
            var answer = service.client().begin("/events", "Last-Event-ID", id);
            assertThat(answer.status()).as(id).isEqualTo(400);
            assertThat(answer.json().get("detail").asText()).as(id).contains("Last-Event-ID");
        }
        assertThat(service.client()
                        .begin("/events", "Accept", "application/json")
                        .status())
                .isEqualTo(406);
    }

    @Test
    void whoever_comes_back_has_missed_nothing_and_is_given_nothing_twice_from_any_instance() throws Exception {
        String order = UUID.randomUUID().toString();
        var said = new ArrayList<String>();
        List<String> lastIds;
        try (var all = FeedClient.of(service.uri(), "?order=" + order)) {
            for (int i = 0; i < 300; i++) {
                said.add(say("notification.sent.v1", order));
                if (i % 10 == 9) {
                    // The relay was not sure.
                    sayAgain("notification.sent.v1", order, said.get(i - 5));
                }
            }
            all.awaitIds(said);
            lastIds = all.events.stream().map(it -> it.id()).toList();
        }
        for (int last : List.of(0, 7, 100, 250, 298, 299)) {
            for (URI instance : service.uris()) {
                try (var back = FeedClient.of(instance, "?order=" + order, null, lastIds.get(last))) {
                    back.awaitIds(said.subList(last + 1, 300));
                    assertThat(back.types()).doesNotContain("reset");
                }
            }
        }
    }

    @Test
    void a_reader_goes_on_when_the_broker_has_cut_every_connection() throws Exception {
        String order = UUID.randomUUID().toString();
        var said = new ArrayList<String>();
        try (var all = FeedClient.of(service.uri(), "?order=" + order)) {
            for (int cut = 0; cut < 3; cut++) {
                said.add(say("notification.sent.v1", order));
                service.cutConnections();
                said.add(say("notification.sent.v1", order));
            }
            all.awaitIds(said);
            assertThat(all.interruptions).isEmpty();
        }
    }

    @Test
    void whoever_was_nowhere_that_is_kept_is_told_and_begins_with_what_is() throws Exception {
        String order = UUID.randomUUID().toString();
        String first;
        try (var live = FeedClient.of(service.uri(), "?order=" + order)) {
            first = say("notification.sent.v1", order);
            live.awaitIds(List.of(first));
        }
        for (String nowhere : List.of("0-" + UUID.randomUUID(), "999999999-" + UUID.randomUUID())) {
            try (var back = FeedClient.of(service.uri(), "?order=" + order, null, nowhere)) {
                await().atMost(Duration.ofSeconds(30)).until(() -> back.ids().contains(first));
                assertThat(back.types().getFirst()).isEqualTo("reset");
                assertThat(JSON.readTree(back.events.getFirst().data())
                                .get("code")
                                .asText())
                        .isEqualTo("NOT_KEPT");
                assertThat(back.types()).containsOnlyOnce("reset");
            }
        }
    }

    @Test
    void whoever_waits_for_little_keeps_its_place_all_the_same() throws Exception {
        try (var quiet = FeedClient.of(service.uri(), "?order=" + UUID.randomUUID())) {
            String other = say("notification.sent.v1", UUID.randomUUID().toString());

            await().untilAsserted(() -> assertThat(quiet.lastId()).endsWith(other));
            assertThat(quiet.events).isEmpty();
        }
    }

    @Test
    void who_takes_nothing_is_sent_away_and_holds_up_nobody() throws Exception {
        String order = UUID.randomUUID().toString();
        double before = cutOffs("too_slow");
        try (var slow = new Socket();
                var quick = FeedClient.of(service.uri(), "?order=" + order)) {
            slow.connect(
                    new InetSocketAddress(service.uri().getHost(), service.uri().getPort()));
            slow.getOutputStream()
                    .write("GET /events HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(slow.getInputStream().read()).isEqualTo('H');
            var said = new ArrayList<String>();
            String padding = "x".repeat(60_000);
            // What the operating system keeps for a connection comes first, some megabytes.
            while (cutOffs("too_slow") == before && said.size() < 2_000) {
                for (int i = 0; i < 20; i++) {
                    said.add(
                            say("notification.sent.v1", order, UUID.randomUUID().toString(), padding));
                }
            }

            assertThat(cutOffs("too_slow")).isGreaterThan(before);
            quick.awaitIds(said);
            await().atMost(Duration.ofSeconds(30)).until(() -> isSentAway(slow));
        }
    }

    @Test
    void those_who_catch_up_slowly_let_others_catch_up() throws Exception {
        String order = UUID.randomUUID().toString();
        String first = say("notification.sent.v1", order);
        String padding = "x".repeat(60_000);
        for (int i = 0; i < 500; i++) {
            say(
                    "notification.sent.v1",
                    UUID.randomUUID().toString(),
                    UUID.randomUUID().toString(),
                    padding);
        }
        String last = say("notification.sent.v1", order);
        var slow = new ArrayList<Slow>();
        try {
            for (int i = 0; i < 4; i++) {
                slow.add(new Slow(service.uri(), "/events", "0-" + UUID.randomUUID()));
            }
            try (var other = FeedClient.of(service.uri(), "?order=" + order, null, "0-" + UUID.randomUUID())) {
                other.awaitIds(List.of(first, last));
            }
            assertThat(slow).allSatisfy(it -> assertThat(it.isOpen()).isTrue());
        } finally {
            slow.forEach(Slow::close);
        }
    }

    /** Whether all that is left for it ends with the reason, or without one because it was too slow even for that. */
    private static boolean isSentAway(Socket socket) {
        var text = new StringBuilder();
        try {
            socket.setSoTimeout(500);
            byte[] some = new byte[65_536];
            for (int read = 0; read >= 0; read = socket.getInputStream().read(some)) {
                text.append(new String(some, 0, read, StandardCharsets.UTF_8));
            }
            return true;
        } catch (SocketTimeoutException e) {
            return text.indexOf("TOO_SLOW") >= 0;
        } catch (IOException e) {
            return true;
        }
    }

    private double cutOffs(String why) {
        return service.uris().stream()
                .flatMap(instance ->
                        new TestClient(instance).get("/prometheus").text().lines())
                .filter(line -> line.startsWith("warren_feed_cut_off_total") && line.contains(why))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static List<Event> ofOrder(FeedClient client, String order) {
        return client.events.stream()
                .filter(event -> event.data().contains(order))
                .toList();
    }

    private String place() {
        String body =
                "{\"userId\":\"%s\",\"items\":[{\"sku\":\"TEA\",\"quantity\":1,\"unitPrice\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}],\"paymentMethod\":\"pm_card_visa\"}"
                        .formatted(USER);
        return service.post("/orders", body).json().get("id").asText();
    }

    /** Something that the service does not listen to itself; its id. */
    private String say(String type, String order) {
        return say(type, order, UUID.randomUUID().toString(), "");
    }

    private void sayAgain(String type, String order, String id) {
        say(type, order, id, "");
    }

    private String say(String type, String order, String id, String padding) {
        var headers = new HashMap<String, Object>();
        headers.put("cloudEvents:specversion", "1.0");
        headers.put("cloudEvents:id", id);
        headers.put("cloudEvents:source", "/notification-service");
        headers.put("cloudEvents:type", type);
        headers.put("cloudEvents:subject", UUID.randomUUID().toString());
        headers.put("cloudEvents:time", Instant.now().toString());
        headers.put("cloudEvents:correlationid", order);
        headers.put("cloudEvents:sequence", "1");
        var properties = new BasicProperties.Builder()
                .messageId(id)
                .type(type.replace("v2", "v1"))
                .contentType("application/json")
                .headers(headers)
                .build();
        byte[] body = "{\"userId\":\"%s\",\n \"padding\":\"%s\"}"
                .formatted(USER, padding)
                .getBytes(StandardCharsets.UTF_8);
        // Its own connection may be among those that a test has cut.
        await().pollDelay(Duration.ZERO)
                .ignoreException(AlreadyClosedException.class)
                .untilAsserted(() -> service.publish("notification.events", properties, body));
        return id;
    }
}
