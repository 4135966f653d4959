package dev.warren.system.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.local.Await;
import dev.warren.system.check.collect.LiveSystem;
import dev.warren.system.check.collect.Quiescence;
import dev.warren.system.inputs.BadMessages.BadMessage;
import dev.warren.system.inputs.BadRequests.BadRequest;
import dev.warren.system.load.Orders;
import dev.warren.system.rig.Broker;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.SharedRig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thousands of bad inputs, half of them requests and half of them messages: nothing of them is accepted, nothing changes, nobody dies, and
 * orders that come in between are confirmed as soon as ever. How many is {@code -Dwarren.bad-inputs}, which ones {@code -Dwarren.seed}.
 */
@ExtendWith(SharedRig.class)
@Order(SharedRig.LAST_BUT_ONE)
class BadInputsIT {

    private static final Logger log = LoggerFactory.getLogger(BadInputsIT.class);
    private static final int INPUTS = Integer.getInteger("warren.bad-inputs", 5_000);
    private static final long SEED = Long.getLong("warren.seed", 1);
    private static final int AT_A_TIME = 16;

    /** A healthy order after so many bad inputs. */
    private static final int APART = 100;

    private static final Duration NO_DELAY = Duration.ofSeconds(10);
    private static final String SLOWEST =
            "select coalesce(max(extract(epoch from updated_at - placed_at) * 1000), 0)::bigint from orders where user_id = '%s'";

    private static final Duration AT_MOST = Duration.ofSeconds(60).plusMillis(12L * INPUTS);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Corpora CORPORA = Corpora.read();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Rig system;
    private static Books books;
    private static String user;

    @BeforeAll
    static void start(Rig rig) throws IOException {
        system = rig;
        books = new Books(system.database());
        user = system.edge("user-service")
                .post("/users", Orders.user("Ada", "ada@example.org", "1000000.00"))
                .expect(201)
                .get("id")
                .asText();
    }

    @Test
    void bad_inputs_change_nothing_and_hold_up_nobody() throws Exception {
        assertThat(new Quiescence(LiveSystem.of(system), Broker.FIGURES_AGE).await(AT_MOST))
                .isEmpty();
        var start = Instant.now();
        var rows = books.rows();
        var processes = processes();
        var switches = switches();
        var requests = new BadRequests(CORPORA, SEED).take(INPUTS / 2);
        var messages = new BadMessages(CORPORA, SEED).take(INPUTS - INPUTS / 2);

        var sending = Instant.now();
        int healthy = send(requests);
        var publishing = Instant.now();
        healthy += publish(messages);
        assertParked(messages, start);
        var parked = Instant.now();
        assertConfirmedWithoutDelay(healthy);
        log.info(
                "{} requests refused in {}, {} messages parked in {}, {} orders in between, the slowest confirmed after {} ms; seed {}",
                requests.size(),
                Duration.between(sending, publishing),
                messages.size(),
                Duration.between(publishing, parked),
                healthy,
                slowest(),
                SEED);

        assertThat(books.rows()).as("rows, seed %d", SEED).isEqualTo(Books.after(rows, healthy));
        assertThat(switches()).as("switches of the provider").isEqualTo(switches);
        assertThat(processes()).as("processes").isEqualTo(processes);
        for (ServiceProcess service : system.services()) {
            assertThat(service.isReady()).as(service.name()).isTrue();
            assertThat(Files.readString(service.log()))
                    .as("log of " + service.name())
                    .doesNotContainPattern("[\\x00-\\x08\\x0B-\\x1F\\x7F]");
        }
    }

    /** @return how many healthy orders were placed in between */
    private static int send(List<BadRequest> requests) throws Exception {
        int healthy = 0;
        try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (int from = 0; from < requests.size(); from += APART) {
                var calls = requests.subList(from, Math.min(from + APART, requests.size())).stream()
                        .<Callable<Void>>map(request -> () -> assertRefused(request))
                        .toList();
                for (Future<Void> call : threads.invokeAll(calls)) {
                    call.get();
                }
                place();
                healthy++;
            }
        }
        return healthy;
    }

    private static Void assertRefused(BadRequest bad) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + system.service(bad.service()).port() + bad.path()))
                .timeout(Duration.ofSeconds(30))
                .method(bad.method(), BodyPublishers.ofByteArray(bad.body()));
        if (bad.contentType() != null) {
            request.header("Content-Type", bad.contentType());
        }
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        String seen = "%s %s (%s) of seed %d: %s".formatted(bad.method(), bad.path(), bad.what(), SEED, answer.body());
        assertThat(answer.statusCode()).as(seen).isBetween(400, 499);
        assertThat(answer.headers().firstValue("Content-Type")).as(seen).contains("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("status").asInt()).as(seen).isEqualTo(answer.statusCode());
        assertThat(problem.path("code").asText()).as(seen).matches("[A-Z_]+");
        assertThat(answer.body())
                .as(seen)
                .doesNotContain("dev.warren", "com.fasterxml", "io.micronaut", "org.postgresql", "Exception");
        return null;
    }

    /** @return how many healthy orders were placed in between */
    private static int publish(List<BadMessage> messages) throws Exception {
        int healthy = 0;
        try (var connection = system.broker().administrator().newConnection("bad inputs");
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            for (int i = 0; i < messages.size(); i++) {
                BadMessage bad = messages.get(i);
                channel.basicPublish("", bad.queue(), true, bad.properties(), bad.body());
                if (i % APART == APART - 1) {
                    channel.waitForConfirmsOrDie(30_000);
                    place();
                    healthy++;
                }
            }
            channel.waitForConfirmsOrDie(30_000);
        }
        return healthy;
    }

    private static void place() throws IOException {
        system.edge("order-service")
                .post("/orders", Orders.order(user, "TEA", 1, "1.00", "pm_card_visa"))
                .expect(202);
    }

    /** What was injected is among the dead letters since then, all of it and nothing else. */
    private static void assertParked(List<BadMessage> messages, Instant start) {
        String letters = "from dead_letters where first_failed_at >= '%s'".formatted(start);
        for (String service : system.names()) {
            var injected = messages.stream()
                    .filter(message -> message.queue().equals(service + ".events"))
                    .toList();
            Await.until(AT_MOST, () -> books.number(service, "select count(*) " + letters) >= injected.size());
            var named = injected.stream()
                    .map(message -> message.properties().getMessageId())
                    .filter(id -> id != null)
                    .map(id -> id.replace('\0', '\uFFFD'))
                    .collect(Collectors.toSet());
            var parked = books.texts(service, "select message_id " + letters);
            assertThat(parked)
                    .as("parked by %s, seed %d", service, SEED)
                    .hasSize(injected.size())
                    .containsAll(named);
            assertThat(books.texts(service, "select message_id::text from inbox"))
                    .as("handled by %s, seed %d", service, SEED)
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(named);
        }
    }

    private static void assertConfirmedWithoutDelay(int healthy) {
        Await.until(AT_MOST, () -> count("order-service", "orders where status = 'CONFIRMED'") >= healthy);
        assertThat(slowest())
                .as("milliseconds until the slowest order was confirmed")
                .isLessThan(NO_DELAY.toMillis());
        Await.until(AT_MOST, () -> count("notification-service", "notifications where status = 'SENT'") >= healthy);
    }

    /** The rows that are the healthy user's. */
    private static long count(String service, String rows) {
        return books.number(service, "select count(*) from %s and user_id = '%s'".formatted(rows, user));
    }

    private static long slowest() {
        return books.number("order-service", SLOWEST.formatted(user));
    }

    private static JsonNode switches() throws IOException {
        return system.edge("payment-service").get("/simulated-provider").expect(200);
    }

    private static Map<String, Long> processes() {
        return system.services().stream().collect(Collectors.toMap(ServiceProcess::name, ServiceProcess::pid));
    }
}
