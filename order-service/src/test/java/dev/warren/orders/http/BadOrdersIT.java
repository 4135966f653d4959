package dev.warren.orders.http;

import static dev.warren.orders.http.Bodies.USER;
import static dev.warren.orders.http.Bodies.body;
import static dev.warren.orders.http.Bodies.item;
import static dev.warren.orders.http.Bodies.order;
import static dev.warren.orders.http.Bodies.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.orders.RunningOrderService;
import dev.warren.orders.RunningOrderService.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bad order is refused with a problem that names field and value, and leaves no trace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadOrdersIT {

    private RunningOrderService service;

    @BeforeAll
    void start() {
        service = RunningOrderService.start(Map.of());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @AfterEach
    void nothing_was_stored_or_said() {
        assertThat(service.count("orders")).isZero();
        assertThat(service.count("outbox")).isZero();
        assertThat(service.saidSoFar()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.warren.orders.http.BadBodies#all")
    void a_bad_body_is_refused(BadBody bad) {
        var answer = service.post("/orders", bad.body());

        isAProblem(answer, 400, bad.code());
        assertThat(answer.json().path("field").asText(null)).isEqualTo(bad.field());
        assertThat(answer.json().path("value").asText(null)).isEqualTo(bad.value());
        assertThat(answer.json().path("detail").asText()).contains(bad.detail());
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        var answer =
                service.post("/orders", body(quoted(USER), "[" + item("", "0", "1.00", "EUR") + "]", quoted("a b")));

        assertThat(answer.json().path("errors").findValuesAsText("field"))
                .containsExactly("items[0].quantity", "items[0].sku", "paymentMethod");
    }

    @Test
    void a_body_beyond_64_KiB_is_refused() {
        isAProblem(service.post("/orders", order(item("A".repeat(70_000), "1", "1.00", "EUR"))), 413, "BODY_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
    void another_content_type_is_refused(String contentType) {
        isAProblem(service.postAs(contentType, "/orders", Bodies.anOrder()), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space",
                "12345678901234567890123456789012345678901234567890"
                        + "123456789012345678901234567890123456789012345678901234567890123456789012345678901"
            })
    void a_bad_idempotency_key_is_refused(String key) {
        var answer = service.post("/orders", Bodies.anOrder(), "Idempotency-Key", key);

        isAProblem(answer, 400, "INVALID_VALUE");
        assertThat(answer.json().path("field").asText()).isEqualTo("Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders/1-1-1-1-1", "/orders/ada", "/orders/019B2F4E-6A10-7C3D-9F21-0B5E8D4C7A62"})
    void a_malformed_id_is_refused(String path) {
        isAProblem(service.get(path), 400, "MALFORMED_ID");
        isAProblem(service.post(path + "/cancel", ""), 400, "MALFORMED_ID");
    }

    @Test
    void an_unknown_order_is_not_found() {
        isAProblem(service.get("/orders/" + USER), 404, "NOT_FOUND");
        isAProblem(service.cancel(USER), 404, "NOT_FOUND");
    }

    @Test
    void bad_queries_are_refused() {
        isAProblem(service.get("/orders?userId=ada"), 400, "MALFORMED_ID");
        isAProblem(service.get("/orders?status=SHIPPED"), 400, "INVALID_VALUE");
        isAProblem(service.get("/orders?limit=0"), 400, "INVALID_LIMIT");
        isAProblem(service.get("/orders?limit=201"), 400, "INVALID_LIMIT");
        isAProblem(service.get("/orders?cursor=x"), 400, "INVALID_CURSOR");
    }

    private static void isAProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("code").asText())
                .as(answer.response().body())
                .isEqualTo(code);
    }
}
