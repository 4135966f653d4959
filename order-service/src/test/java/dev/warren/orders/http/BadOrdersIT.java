package dev.warren.orders.http;

import static dev.warren.orders.http.Bodies.USER;
import static dev.warren.orders.http.Bodies.body;
import static dev.warren.orders.http.Bodies.item;
import static dev.warren.orders.http.Bodies.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.local.TestClient.Answer;
import dev.warren.orders.RunningOrderService;
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

    private static void isAProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("code").asText())
                .as(answer.response().body())
                .isEqualTo(code);
    }
}
