package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.EventSource;
import dev.warren.local.EventSource.Event;
import dev.warren.local.RabbitAdmin;
import dev.warren.messaging.events.Traces;
import dev.warren.system.load.Edge;
import dev.warren.system.load.Orders;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.SharedRig;
import dev.warren.system.rig.Site.Extras;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One trace holds everything that became of an order, wherever that was. */
@ExtendWith(SharedRig.class)
class TracesIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NAME = "Wilhelmina Featherstonehaugh";
    private static final String ADDRESS = "wilhelmina@example.org";

    /** From its publication on, who hears an event and what that leads to; the caller's own span comes before. */
    private static final List<String> EVERY_HOP = List.of(
            "the caller > POST",
            "POST > call order-service",
            "call order-service > POST /orders",
            "POST /orders > decide PlaceOrder",
            "decide PlaceOrder > publish order.events:order.placed.v2",
            "publish order.events:order.placed.v2 > process order.events:order.placed.v2:user-service.events",
            "process order.events:order.placed.v2:user-service.events > publish user.events:user.credit-reserved.v1",
            "publish user.events:user.credit-reserved.v1 > process user.events:user.credit-reserved.v1:order-service.events",
            "process user.events:user.credit-reserved.v1:order-service.events > publish order.events:order.payment-requested.v1",
            "publish order.events:order.payment-requested.v1 > process order.events:order.payment-requested.v1:payment-service.events",
            "process order.events:order.payment-requested.v1:payment-service.events > perform Capture",
            "perform Capture > decide CaptureSucceeded",
            "decide CaptureSucceeded > publish payment.events:payment.captured.v1",
            "publish payment.events:payment.captured.v1 > process payment.events:payment.captured.v1:order-service.events",
            "process payment.events:payment.captured.v1:order-service.events > publish order.events:order.confirmed.v1",
            "publish order.events:order.confirmed.v1 > process order.events:order.confirmed.v1:notification-service.events",
            "process order.events:order.confirmed.v1:notification-service.events > perform SendMail",
            "perform SendMail > decide MailAccepted",
            "decide MailAccepted > publish notification.events:notification.sent.v1",
            "publish order.events:order.placed.v2 > process events.journal",
            "publish notification.events:notification.sent.v1 > process events.journal");

    private static Rig system;

    @BeforeAll
    static void start(Rig rig) {
        system = rig;
    }

    @Test
    void every_hop_of_an_order_is_in_its_trace_and_each_knows_the_one_before() throws Exception {
        SpanContext caller = Traces.next(SpanContext.getInvalid());
        try (var feed = readFeed()) {
            String order = place(caller);
            awaitStatus(order, "CONFIRMED");
            await().atMost(SOON).untilAsserted(() -> assertThat(hops(caller)).containsAll(EVERY_HOP));
            assertThat(feed.lastId()).isNotNull();
        }
        JsonNode trace = trace(caller);
        assertThat(trace.get("missing")).isEmpty();
        assertThat(hops(caller)).noneMatch(hop -> hop.startsWith("? >"));
        assertThat(trace.toString()).doesNotContain(NAME, ADDRESS, "Wilhelmina");

        var committed = trace.get("spans")
                .valueStream()
                .filter(span -> span.get("name").asText().startsWith("commit "))
                .flatMap(commit -> commit.get("links").valueStream())
                .map(link -> link.get("spanId").asText())
                .collect(Collectors.toSet());
        assertThat(trace.get("spans").valueStream().filter(TracesIT::isDecision))
                .hasSize(8)
                .allSatisfy(span ->
                        assertThat(committed).contains(span.get("spanId").asText()));
    }

    @Test
    void what_a_crash_left_undone_is_done_in_the_same_trace() throws Exception {
        SpanContext caller = Traces.next(SpanContext.getInvalid());
        ServiceProcess payments = system.service("payment-service");
        payments.stop();
        payments.launch(Extras.flags("-Dwarren.fail-point=BEFORE_EFFECT"));
        payments.awaitReady();
        String order = place(caller);
        assertThat(payments.awaitExit(SOON)).isEqualTo(137);
        payments.launch();
        system.awaitReady();

        awaitStatus(order, "CONFIRMED");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(hops(caller))
                        .contains(
                                "decide DeadlinePassed > perform Capture",
                                "perform Capture > decide CaptureSucceeded",
                                "decide CaptureSucceeded > publish payment.events:payment.captured.v1",
                                "perform SendMail > decide MailAccepted"));
        JsonNode timeline = system.edge("order-service")
                .get("/orders/" + order + "/events")
                .expect(200)
                .get("items");
        assertThat(timeline.valueStream().map(event -> event.get("traceId").asText()))
                .hasSizeGreaterThanOrEqualTo(5)
                .containsOnly(caller.getTraceId());
    }

    @Test
    void what_was_delivered_to_somebody_who_died_is_delivered_again_in_the_same_trace_and_no_hop_is_missing()
            throws Exception {
        SpanContext caller = Traces.next(SpanContext.getInvalid());
        ServiceProcess payments = system.service("payment-service");
        try (var feed = readFeed()) {
            payments.pause();
            String order = place(caller);
            await().atMost(SOON).until(() -> unacknowledged("payment-service.events") > 0);
            payments.kill();
            payments.launch();
            system.awaitReady();

            awaitStatus(order, "CONFIRMED");
            await().atMost(SOON).untilAsserted(() -> assertThat(hops(caller)).containsAll(EVERY_HOP));
            assertThat(feed.lastId()).isNotNull();
        }
        assertThat(hops(caller)).noneMatch(hop -> hop.startsWith("? >"));
        assertThat(trace(caller)
                        .get("spans")
                        .valueStream()
                        .filter(span ->
                                span.at("/attributes/warren.redelivered").asBoolean())
                        .map(span -> span.get("name").asText()))
                .containsOnlyOnce("process order.events:order.payment-requested.v1:payment-service.events");
    }

    private static long unacknowledged(String queue) {
        String path =
                "queues/%s/%s".formatted(RabbitAdmin.encoded(system.broker().vhost()), queue);
        return system.broker().admin().get(path).path("messages_unacknowledged").asLong();
    }

    private static boolean isDecision(JsonNode span) {
        String name = span.get("name").asText();
        return name.startsWith("decide ") || name.startsWith("process ") && !name.endsWith("events.journal");
    }

    /** Through another service's edge. */
    private static String place(SpanContext caller) throws IOException {
        Edge edge = system.edge("notification-service");
        String user = edge.post("/users", Orders.user(NAME, ADDRESS, "100.00"))
                .expect(201)
                .get("id")
                .asText();
        return edge.post(
                        "/orders",
                        Orders.order(user, "book", 1, "12.50", "pm_card_visa"),
                        Map.of("traceparent", Traces.header(caller)))
                .expect(202)
                .get("id")
                .asText();
    }

    private static void awaitStatus(String order, String status) {
        Edge orders = system.edge("order-service");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(orders.get("/orders/" + order)
                                .expect(200)
                                .get("status")
                                .asText())
                        .isEqualTo(status));
    }

    private static JsonNode trace(SpanContext caller) throws IOException {
        return system.edge("user-service").get("/traces/" + caller.getTraceId()).expect(200);
    }

    /** Each span with its parent; a parent that nobody has recorded is a question mark. */
    private static List<String> hops(SpanContext caller) throws IOException {
        JsonNode spans = trace(caller).get("spans");
        Map<String, String> names = spans.valueStream()
                .collect(Collectors.toMap(
                        span -> span.get("spanId").asText(),
                        span -> span.get("name").asText(),
                        (name, same) -> name));
        names.put(caller.getSpanId(), "the caller");
        return spans.valueStream()
                .map(span -> names.getOrDefault(span.get("parentSpanId").asText(), "?") + " > "
                        + span.get("name").asText())
                .toList();
    }

    private static EventSource readFeed() throws Exception {
        var opened = new CompletableFuture<Void>();
        var listener = new EventSource.Listener() {
            @Override
            public void opened() {
                opened.complete(null);
            }

            @Override
            public void event(Event event) {
                // That it comes is enough.
            }
        };
        var feed = new EventSource(
                        HttpClient.newHttpClient(),
                        URI.create("http://127.0.0.1:"
                                + system.service("order-service").port() + "/events"),
                        request -> {},
                        listener)
                .open(null);
        opened.get(SOON.toSeconds(), TimeUnit.SECONDS);
        return feed;
    }
}
