package dev.warren.payments.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.events.OrderId;
import dev.warren.local.RefusalTable;
import dev.warren.local.Revalidation;
import dev.warren.local.RunningService;
import dev.warren.local.TestClient;
import dev.warren.local.TestClient.Answer;
import dev.warren.messaging.States.Change;
import dev.warren.payments.Asking;
import dev.warren.payments.Fixtures;
import dev.warren.payments.Payment.Capturing;
import dev.warren.payments.Payment.Unresolved;
import dev.warren.payments.Surroundings;
import dev.warren.payments.storage.PaymentStates;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentsHttpIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final Surroundings surroundings = new Surroundings();
    private final ObjectMapper json = new ObjectMapper();
    private final RunningService service = RunningService.start(surroundings.properties());
    private final TestClient client = service.client();
    private final List<OrderId> orders = new ArrayList<>();

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
        service.close();
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

        assertThat(retry(payment.get("id").asText()).status()).isEqualTo(202);

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
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").asText()).contains("it is CAPTURED");
        assertThat(retry("019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071").status()).isEqualTo(404);
    }

    private void givenAnUnresolvedCapture(OrderId order) throws SQLException {
        var since = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var capturing = new Capturing(Fixtures.aBill(order), false, new Asking(since, 3, since));
        try (var connection = service.bean(DataSource.class).getConnection()) {
            new PaymentStates().save(connection, List.of(new Change<>(null, new Unresolved(capturing, since))));
        }
    }

    private Answer retry(String payment) {
        return client.post("/payments/" + payment + "/retry", "");
    }

    @Test
    void whatever_cannot_be_answered_says_why() {
        assertThat(new RefusalTable(client, captured()).with("""
                GET    /payments/ABSENT       |                          |                   | 404 NOT_FOUND              |
                POST   /payments/ABSENT/retry |                          |                   | 404 NOT_FOUND              |
                POST   /payments              |                          | {}                | 405 METHOD_NOT_ALLOWED     | Allow: GET, HEAD
                DELETE /payments/THING        |                          |                   | 405 METHOD_NOT_ALLOWED     | Allow: GET, HEAD
                GET    /payments/THING/retry  |                          |                   | 405 METHOD_NOT_ALLOWED     | Allow: POST
                POST   /simulated-provider    |                          | {}                | 405 METHOD_NOT_ALLOWED     | Allow: GET, HEAD, PUT
                GET    /payments              | Accept: text/html        |                   | 406 NOT_ACCEPTABLE         |
                GET    /payments/THING        | Accept: application/xml  |                   | 406 NOT_ACCEPTABLE         |
                POST   /payments/THING/retry  |                          |                   | 409 CONFLICT               |
                PUT    /simulated-provider    |                          | TOO_LARGE         | 413 BODY_TOO_LARGE         |
                PUT    /simulated-provider    | Content-Type: text/plain | off               | 415 UNSUPPORTED_MEDIA_TYPE | Accept: application/json
                PUT    /simulated-provider    |                          | {"outage":"true"} | 400 WRONG_TYPE             |
                GET    /payments/THING        | If-None-Match: unquoted  |                   | 400 INVALID_VALUE          |
                GET    /payments/1-1-1-1-1    |                          |                   | 400 MALFORMED_ID           |
                GET    /payments/019A0B1C-2D3E-7F40-8A1B-2C3D4E5F6071 |  |                   | 400 MALFORMED_ID           |
                GET    /payments?orderId=     |                          |                   | 400 MALFORMED_ID           |
                GET    /payments?orderId=x    |                          |                   | 400 MALFORMED_ID           |
                GET    /payments?limit=0      |                          |                   | 400 INVALID_LIMIT          |
                GET    /payments?cursor=x     |                          |                   | 400 INVALID_CURSOR         |
                """).violations()).isEmpty();
    }

    @Test
    void what_is_known_already_is_not_sent_again() {
        assertThat(Revalidation.violations(client, "/payments/" + captured())).isEmpty();
    }

    private String captured() {
        return get("/payments?orderId=" + orders.getFirst(), 200)
                .at("/items/0/id")
                .asText();
    }

    private static List<OrderId> orderIds(JsonNode page) {
        var ids = new ArrayList<OrderId>();
        page.get("items")
                .forEach(item -> ids.add(OrderId.parse(item.get("orderId").asText())));
        return ids;
    }

    private JsonNode get(String path, int status) {
        var response = client.get(path);
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        return response.json();
    }

    private void put(String path, String body, int status) {
        var response = client.send("PUT", path, body);
        assertThat(response.status()).as(response.text()).isEqualTo(status);
    }
}
