package dev.warren.orders.http;

import static dev.warren.orders.http.Bodies.USER;
import static dev.warren.orders.http.Bodies.body;
import static dev.warren.orders.http.Bodies.item;
import static dev.warren.orders.http.Bodies.items;
import static dev.warren.orders.http.Bodies.order;
import static dev.warren.orders.http.Bodies.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.orders.RunningOrderService;
import dev.warren.orders.RunningOrderService.Answer;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
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

    /** @param value as the problem shows it; null if nothing stands there, or no single value */
    record Bad(String what, String body, String code, String field, String value, String detail) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Bad> bodies() {
        String method = quoted("pm_card_visa");
        String good = item("TEA", "1", "1.00", "EUR");
        return Stream.of(
                new Bad("malformed JSON", "{\"userId\":", "MALFORMED_JSON", null, null, "is not valid JSON"),
                new Bad("not JSON", "hello", "MALFORMED_JSON", null, null, "is not valid JSON"),
                new Bad("nothing", "", "MISSING_BODY", null, null, "a JSON body is needed"),
                new Bad("null", "null", "MISSING_BODY", null, null, "a JSON body is needed"),
                new Bad("an array", "[]", "WRONG_TYPE", null, null, "must be an object but was an array"),
                new Bad(
                        "two bodies",
                        Bodies.anOrder() + "{}",
                        "TRAILING_CONTENT",
                        null,
                        null,
                        "goes on after its JSON value"),
                new Bad(
                        "unknown field",
                        "{\"coupon\":\"X1\"," + Bodies.anOrder().substring(1),
                        "UNKNOWN_FIELD",
                        "coupon",
                        "X1",
                        "coupon is not a field"),
                new Bad(
                        "a field said twice",
                        "{\"paymentMethod\":\"pm_card_visa\","
                                + Bodies.anOrder().substring(1),
                        "DUPLICATE_FIELD",
                        "paymentMethod",
                        null,
                        "paymentMethod is there twice"),
                new Bad("no fields", "{}", "MISSING_FIELD", "items", null, "items must be present but was null"),
                new Bad(
                        "no user",
                        "{\"items\":[%s],\"paymentMethod\":%s}".formatted(good, method),
                        "MISSING_FIELD",
                        "userId",
                        null,
                        "userId must be present"),
                new Bad("user null", body("null", "[" + good + "]", method), "MISSING_FIELD", "userId", null, "userId"),
                new Bad("user a number", body("7", "[" + good + "]", method), "WRONG_TYPE", "userId", "7", "a number"),
                new Bad(
                        "user no id",
                        body("\"ada\"", "[" + good + "]", method),
                        "INVALID_VALUE",
                        "userId",
                        "ada",
                        "userId must be a lower-case UUID such as"),
                new Bad(
                        "user in upper case",
                        body(quoted(USER.toUpperCase(Locale.ROOT)), "[" + good + "]", method),
                        "INVALID_VALUE",
                        "userId",
                        "019B2F4E-6A10-7C3D-9F21-0B5E8D4C7A62",
                        "userId must be a lower-case UUID such as"),
                new Bad("items null", body(quoted(USER), "null", method), "MISSING_FIELD", "items", null, "be present"),
                new Bad(
                        "items an object",
                        body(quoted(USER), "{}", method),
                        "WRONG_TYPE",
                        "items",
                        null,
                        "items must be an array but was an object"),
                new Bad("no items", order(""), "INVALID_VALUE", "items", "0", "items must be between 1 and 100"),
                new Bad("101 items", order(items(101)), "INVALID_VALUE", "items", "101", "but were 101"),
                new Bad("item null", order(good + ",null"), "MISSING_FIELD", "items[1]", null, "items[1] must be"),
                new Bad("no sku", order("{}"), "MISSING_FIELD", "items[0].quantity", null, "must be present"),
                new Bad(
                        "sku empty",
                        order(item("", "1", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[0].sku",
                        "",
                        "items[0].sku must be 1 to 64 characters"),
                new Bad(
                        "sku blank",
                        order(item("  ", "1", "1", "EUR")),
                        "INVALID_VALUE",
                        "items[0].sku",
                        "  ",
                        "blank"),
                new Bad(
                        "sku with a control character",
                        order(item("A\\nB", "1", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[0].sku",
                        "A\nB",
                        "without control characters"),
                new Bad(
                        "sku of 65 characters",
                        order(item("A".repeat(65), "1", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[0].sku",
                        "A".repeat(65),
                        "1 to 64 characters"),
                new Bad(
                        "quantity 0",
                        order(item("TEA", "0", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[0].quantity",
                        "0",
                        "but was 0"),
                new Bad(
                        "quantity -1",
                        order(good + "," + item("TEA", "-1", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[1].quantity",
                        "-1",
                        "but was -1"),
                new Bad(
                        "quantity 10001",
                        order(item("TEA", "10001", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[0].quantity",
                        "10001",
                        "but was 10001"),
                new Bad(
                        "quantity beyond 32 bits",
                        order(item("TEA", "4294967297", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[0].quantity",
                        "4294967297",
                        "within 32 bits"),
                new Bad(
                        "quantity broken",
                        order(item("TEA", "1.5", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[0].quantity",
                        "1.5",
                        "must be a whole number"),
                new Bad(
                        "quantity a string",
                        order(item("TEA", "\"1\"", "1.00", "EUR")),
                        "WRONG_TYPE",
                        "items[0].quantity",
                        "1",
                        "but was a string"),
                new Bad(
                        "price a number",
                        order("{\"sku\":\"TEA\",\"quantity\":1,\"unitPrice\":12.5}"),
                        "WRONG_TYPE",
                        "items[0].unitPrice",
                        "12.5",
                        "items[0].unitPrice must be"),
                new Bad(
                        "amount a number",
                        order("{\"sku\":\"TEA\",\"quantity\":1,\"unitPrice\":{\"amount\":1,\"currency\":\"EUR\"}}"),
                        "WRONG_TYPE",
                        "items[0].unitPrice.amount",
                        "1",
                        "must be a JSON string"),
                new Bad(
                        "no currency",
                        order("{\"sku\":\"TEA\",\"quantity\":1,\"unitPrice\":{\"amount\":\"1\"}}"),
                        "MISSING_FIELD",
                        "items[0].unitPrice.currency",
                        null,
                        "must be present"),
                new Bad(
                        "too many decimals",
                        order(item("TEA", "1", "1.005", "EUR")),
                        "INVALID_VALUE",
                        "items[0].unitPrice.amount",
                        "1.005",
                        "too many decimals"),
                new Bad(
                        "decimals where the currency has none",
                        order(item("TEA", "1", "1.5", "JPY")),
                        "INVALID_VALUE",
                        "items[0].unitPrice.amount",
                        "1.5",
                        "too many decimals"),
                new Bad(
                        "amount with an exponent",
                        order(item("TEA", "1", "1e3", "EUR")),
                        "INVALID_VALUE",
                        "items[0].unitPrice.amount",
                        "1e3",
                        "plain decimal"),
                new Bad(
                        "negative price",
                        order(good + "," + item("TEA", "1", "-1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[1].unitPrice.amount",
                        "-1.00",
                        "must not be negative but was EUR -1.00"),
                new Bad(
                        "unknown currency",
                        order(item("TEA", "1", "1.00", "EUX")),
                        "INVALID_VALUE",
                        "items[0].unitPrice.currency",
                        "EUX",
                        "EUX"),
                new Bad(
                        "mixed currencies",
                        order(good + "," + good + "," + item("TEA", "1", "1.00", "USD")),
                        "INVALID_VALUE",
                        "items[2].unitPrice.currency",
                        "USD",
                        "must be EUR as in items[0]"),
                new Bad("total 0", order(item("TEA", "1", "0", "EUR")), "INVALID_VALUE", "total", "0.00", "EUR 0.00"),
                new Bad(
                        "price too large",
                        order(item("TEA", "1", "9999999999999999", "EUR")),
                        "INVALID_VALUE",
                        "items[0].unitPrice.amount",
                        "9999999999999999",
                        "too large"),
                new Bad(
                        "total too large",
                        order(item("TEA", "10000", "999999999999999.99", "EUR")),
                        "INVALID_VALUE",
                        "total",
                        "9999999999999999900.00",
                        "too large"),
                new Bad(
                        "no payment method",
                        "{\"userId\":%s,\"items\":[%s]}".formatted(quoted(USER), good),
                        "MISSING_FIELD",
                        "paymentMethod",
                        null,
                        "paymentMethod must be present"),
                new Bad(
                        "payment method in capitals",
                        body(quoted(USER), "[" + good + "]", "\"VISA\""),
                        "INVALID_VALUE",
                        "paymentMethod",
                        "VISA",
                        "paymentMethod must be 1 to 64 of a-z, 0-9 and _ but was \"VISA\""));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_bad_body_is_refused(Bad bad) {
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
