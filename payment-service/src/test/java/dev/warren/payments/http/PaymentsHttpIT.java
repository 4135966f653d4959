package dev.warren.payments.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.events.OrderId;
import dev.warren.messaging.States.Change;
import dev.warren.payments.Asking;
import dev.warren.payments.Fixtures;
import dev.warren.payments.Payment.Capturing;
import dev.warren.payments.Payment.Unresolved;
import dev.warren.payments.Surroundings;
import dev.warren.payments.storage.PaymentStates;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentsHttpIT implements TestPropertyProvider {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final Surroundings surroundings = new Surroundings();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<OrderId> orders = new ArrayList<>();

    @Inject
    EmbeddedServer service;

    @Inject
    DataSource database;

    @Override
    public Map<String, String> getProperties() {
        return surroundings.properties();
    }

    @BeforeAll
    void three_payments_of_which_the_last_is_declined() throws Exception {
        for (String method : List.of("pm_card_visa", "pm_card_visa", "pm_card_declined")) {
            OrderId order = Surroundings.newOrder();
            orders.add(order);
            surroundings.requestPayment(order, method);
            await().atMost(AT_MOST).until(() -> surroundings.heardOf(order).count() == 1);
        }
    }

    @AfterAll
    void stop() {
        service.stop();
        surroundings.close();
    }

    @Test
    void a_payment_is_found_by_its_order_and_by_its_id() throws Exception {
        var page = get("/payments?orderId=" + orders.getFirst(), 200);
        assertThat(page.get("nextCursor").isNull()).isTrue();
        assertThat(page.get("items")).hasSize(1);

        var payment = page.get("items").get(0);
        assertThat(payment.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "orderId",
                        "userId",
                        "amount",
                        "status",
                        "reason",
                        "providerReference",
                        "requestedAt",
                        "updatedAt");
        assertThat(payment.get("orderId").asText()).isEqualTo(orders.getFirst().toString());
        assertThat(payment.get("userId").asText()).isEqualTo(Fixtures.USER.toString());
        assertThat(payment.get("amount")).isEqualTo(json.readTree("{\"amount\":\"42.50\",\"currency\":\"EUR\"}"));
        assertThat(payment.get("status").asText()).isEqualTo("CAPTURED");
        assertThat(payment.get("reason").isNull()).isTrue();
        assertThat(payment.get("providerReference").asText()).startsWith("sim_");
        assertThat(Instant.parse(payment.get("updatedAt").asText()))
                .isAfterOrEqualTo(Instant.parse(payment.get("requestedAt").asText()));
        assertThat(get("/payments/" + payment.get("id").asText(), 200)).isEqualTo(payment);
    }

    @Test
    void a_declined_payment_tells_its_reason() throws Exception {
        var payment =
                get("/payments?orderId=" + orders.getLast(), 200).get("items").get(0);

        assertThat(payment.get("status").asText()).isEqualTo("DECLINED");
        assertThat(payment.get("reason").asText()).isEqualTo("DECLINED_BY_PROVIDER");
        assertThat(payment.get("providerReference").isNull()).isTrue();
    }

    @Test
    void an_order_that_never_asked_has_no_payment_even_if_it_was_cancelled() throws Exception {
        OrderId cancelled = Surroundings.newOrder();
        surroundings.cancel(cancelled);

        assertThat(get("/payments?orderId=" + cancelled, 200)).isEqualTo(json.readTree("""
                {"items":[],"nextCursor":null}"""));
    }

    @Test
    void all_payments_come_in_pages_newest_first() throws Exception {
        var first = get("/payments?limit=2", 200);
        var second = get("/payments?limit=2&cursor=" + first.get("nextCursor").asText(), 200);

        assertThat(orderIds(first)).isEqualTo(List.of(orders.get(2), orders.get(1)));
        assertThat(orderIds(second)).isEqualTo(List.of(orders.get(0)));
        assertThat(second.get("nextCursor").isNull()).isTrue();
    }

    @Test
    void an_operator_switches_the_simulated_provider_to_worse_and_back() throws Exception {
        var worse = "{\"declineRate\":0.5,\"failureRate\":0.25,\"latency\":\"2s\",\"outage\":true}";
        put("/simulated-provider", worse, 200);
        assertThat(get("/simulated-provider", 200))
                .isEqualTo(json.readTree(
                        "{\"declineRate\":0.5,\"failureRate\":0.25,\"latency\":\"2000ms\",\"outage\":true}"));
        put("/simulated-provider", "{}", 200);
        assertThat(get("/simulated-provider", 200))
                .isEqualTo(json.readTree(
                        "{\"declineRate\":0.0,\"failureRate\":0.0,\"latency\":\"0ms\",\"outage\":false}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"declineRate\":1.1}", "{\"failureRate\":-1}", "{\"latency\":\"2\"}", "{\"what\":1}"})
    void a_switch_that_is_not_there_or_out_of_range_is_400(String body) throws Exception {
        put("/simulated-provider", body, 400);
    }

    @Test
    void a_payment_that_nobody_answered_is_retried_with_its_key_when_an_operator_says_so() throws Exception {
        OrderId order = Surroundings.newOrder();
        givenAnUnresolvedCapture(order);
        var payment = get("/payments?orderId=" + order, 200).get("items").get(0);
        assertThat(payment.get("status").asText()).isEqualTo("UNRESOLVED");

        assertThat(retry(payment.get("id").asText()).statusCode()).isEqualTo(202);

        await().atMost(AT_MOST).until(() -> surroundings.heardOf(order).count() == 1);
        assertThat(get("/payments/" + payment.get("id").asText(), 200)
                        .get("status")
                        .asText())
                .isEqualTo("CAPTURED");
    }

    @Test
    void a_payment_that_is_not_stuck_is_not_retried() throws Exception {
        var payment =
                get("/payments?orderId=" + orders.getFirst(), 200).get("items").get(0);
        var refused = retry(payment.get("id").asText());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json.readTree(refused.body()).get("detail").asText()).contains("it is CAPTURED");
        assertThat(retry("019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071").statusCode()).isEqualTo(404);
    }

    private void givenAnUnresolvedCapture(OrderId order) throws SQLException {
        var since = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var capturing = new Capturing(Fixtures.aBill(order), false, new Asking(since, 3, since));
        try (var connection = database.getConnection()) {
            new PaymentStates().save(connection, List.of(new Change<>(null, new Unresolved(capturing, since))));
        }
    }

    private HttpResponse<String> retry(String payment) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(service.getURI() + "/payments/" + payment + "/retry"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_payment_that_is_not_there_is_404() throws Exception {
        var problem = get("/payments/019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071", 404);

        assertThat(problem.get("code").asText()).isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/payments/1-1-1-1-1",
                "/payments/019A0B1C-2D3E-7F40-8A1B-2C3D4E5F6071",
                "/payments?orderId=",
                "/payments?orderId=x"
            })
    void a_malformed_id_is_400(String path) throws Exception {
        assertThat(get(path, 400).get("code").asText()).isEqualTo("MALFORMED_ID");
    }

    private static List<OrderId> orderIds(JsonNode page) {
        var ids = new ArrayList<OrderId>();
        page.get("items")
                .forEach(item -> ids.add(OrderId.parse(item.get("orderId").asText())));
        return ids;
    }

    private JsonNode get(String path, int status) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(service.getURI() + path)).build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return json.readTree(response.body());
    }

    private void put(String path, String body, int status) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(service.getURI() + path))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }
}
