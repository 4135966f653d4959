package dev.warren.orders.http;

import static dev.warren.orders.http.Bodies.USER;
import static dev.warren.orders.http.Bodies.body;
import static dev.warren.orders.http.Bodies.item;
import static dev.warren.orders.http.Bodies.items;
import static dev.warren.orders.http.Bodies.order;
import static dev.warren.orders.http.Bodies.quoted;

import java.util.Locale;
import java.util.stream.Stream;

/** Bodies that {@code POST /orders} must not take. */
final class BadBodies {

    private BadBodies() {}

    static Stream<BadBody> all() {
        String method = quoted("pm_card_visa");
        String good = item("TEA", "1", "1.00", "EUR");
        return Stream.of(
                new BadBody("malformed JSON", "{\"userId\":", "MALFORMED_JSON", null, null, "is not valid JSON"),
                new BadBody("not JSON", "hello", "MALFORMED_JSON", null, null, "is not valid JSON"),
                new BadBody("nothing", "", "MISSING_BODY", null, null, "a JSON body is needed"),
                new BadBody("null", "null", "MISSING_BODY", null, null, "a JSON body is needed"),
                new BadBody("an array", "[]", "WRONG_TYPE", null, null, "must be an object but was an array"),
                new BadBody(
                        "two bodies",
                        Bodies.anOrder() + "{}",
                        "TRAILING_CONTENT",
                        null,
                        null,
                        "goes on after its JSON value"),
                new BadBody(
                        "unknown field",
                        "{\"coupon\":\"X1\"," + Bodies.anOrder().substring(1),
                        "UNKNOWN_FIELD",
                        "coupon",
                        "X1",
                        "coupon is not a field"),
                new BadBody(
                        "a field said twice",
                        "{\"paymentMethod\":\"pm_card_visa\","
                                + Bodies.anOrder().substring(1),
                        "DUPLICATE_FIELD",
                        "paymentMethod",
                        null,
                        "paymentMethod is there twice"),
                new BadBody("no fields", "{}", "MISSING_FIELD", "items", null, "items must be present but was null"),
                new BadBody(
                        "no user",
                        "{\"items\":[%s],\"paymentMethod\":%s}".formatted(good, method),
                        "MISSING_FIELD",
                        "userId",
                        null,
                        "userId must be present"),
                new BadBody(
                        "user null", body("null", "[" + good + "]", method), "MISSING_FIELD", "userId", null, "userId"),
                new BadBody(
                        "user a number", body("7", "[" + good + "]", method), "WRONG_TYPE", "userId", "7", "a number"),
                new BadBody(
                        "user no id",
                        body("\"ada\"", "[" + good + "]", method),
                        "INVALID_VALUE",
                        "userId",
                        "ada",
                        "userId must be a lower-case UUID such as"),
                new BadBody(
                        "user in upper case",
                        body(quoted(USER.toUpperCase(Locale.ROOT)), "[" + good + "]", method),
                        "INVALID_VALUE",
                        "userId",
                        "019B2F4E-6A10-7C3D-9F21-0B5E8D4C7A62",
                        "userId must be a lower-case UUID such as"),
                new BadBody(
                        "items null", body(quoted(USER), "null", method), "MISSING_FIELD", "items", null, "be present"),
                new BadBody(
                        "items an object",
                        body(quoted(USER), "{}", method),
                        "WRONG_TYPE",
                        "items",
                        null,
                        "items must be an array but was an object"),
                new BadBody("no items", order(""), "INVALID_VALUE", "items", "0", "items must be between 1 and 100"),
                new BadBody("101 items", order(items(101)), "INVALID_VALUE", "items", "101", "but were 101"),
                new BadBody("item null", order(good + ",null"), "MISSING_FIELD", "items[1]", null, "items[1] must be"),
                new BadBody("no sku", order("{}"), "MISSING_FIELD", "items[0].quantity", null, "must be present"),
                new BadBody(
                        "sku empty",
                        order(item("", "1", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[0].sku",
                        "",
                        "items[0].sku must be 1 to 64 characters"),
                new BadBody(
                        "sku blank",
                        order(item("  ", "1", "1", "EUR")),
                        "INVALID_VALUE",
                        "items[0].sku",
                        "  ",
                        "blank"),
                new BadBody(
                        "sku with a control character",
                        order(item("A\\nB", "1", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[0].sku",
                        "A\nB",
                        "without control characters"),
                new BadBody(
                        "sku of 65 characters",
                        order(item("A".repeat(65), "1", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[0].sku",
                        "A".repeat(65),
                        "1 to 64 characters"),
                new BadBody(
                        "quantity 0",
                        order(item("TEA", "0", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[0].quantity",
                        "0",
                        "but was 0"),
                new BadBody(
                        "quantity -1",
                        order(good + "," + item("TEA", "-1", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[1].quantity",
                        "-1",
                        "but was -1"),
                new BadBody(
                        "quantity 10001",
                        order(item("TEA", "10001", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[0].quantity",
                        "10001",
                        "but was 10001"),
                new BadBody(
                        "quantity beyond 32 bits",
                        order(item("TEA", "4294967297", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[0].quantity",
                        "4294967297",
                        "within 32 bits"),
                new BadBody(
                        "quantity broken",
                        order(item("TEA", "1.5", "1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[0].quantity",
                        "1.5",
                        "must be a whole number"),
                new BadBody(
                        "quantity a string",
                        order(item("TEA", "\"1\"", "1.00", "EUR")),
                        "WRONG_TYPE",
                        "items[0].quantity",
                        "1",
                        "but was a string"),
                new BadBody(
                        "price a number",
                        order("{\"sku\":\"TEA\",\"quantity\":1,\"unitPrice\":12.5}"),
                        "WRONG_TYPE",
                        "items[0].unitPrice",
                        "12.5",
                        "items[0].unitPrice must be"),
                new BadBody(
                        "amount a number",
                        order("{\"sku\":\"TEA\",\"quantity\":1,\"unitPrice\":{\"amount\":1,\"currency\":\"EUR\"}}"),
                        "WRONG_TYPE",
                        "items[0].unitPrice.amount",
                        "1",
                        "must be a JSON string"),
                new BadBody(
                        "no currency",
                        order("{\"sku\":\"TEA\",\"quantity\":1,\"unitPrice\":{\"amount\":\"1\"}}"),
                        "MISSING_FIELD",
                        "items[0].unitPrice.currency",
                        null,
                        "must be present"),
                new BadBody(
                        "too many decimals",
                        order(item("TEA", "1", "1.005", "EUR")),
                        "INVALID_VALUE",
                        "items[0].unitPrice.amount",
                        "1.005",
                        "too many decimals"),
                new BadBody(
                        "decimals where the currency has none",
                        order(item("TEA", "1", "1.5", "JPY")),
                        "INVALID_VALUE",
                        "items[0].unitPrice.amount",
                        "1.5",
                        "too many decimals"),
                new BadBody(
                        "amount with an exponent",
                        order(item("TEA", "1", "1e3", "EUR")),
                        "INVALID_VALUE",
                        "items[0].unitPrice.amount",
                        "1e3",
                        "plain decimal"),
                new BadBody(
                        "negative price",
                        order(good + "," + item("TEA", "1", "-1.00", "EUR")),
                        "INVALID_VALUE",
                        "items[1].unitPrice.amount",
                        "-1.00",
                        "must not be negative but was EUR -1.00"),
                new BadBody(
                        "unknown currency",
                        order(item("TEA", "1", "1.00", "EUX")),
                        "INVALID_VALUE",
                        "items[0].unitPrice.currency",
                        "EUX",
                        "EUX"),
                new BadBody(
                        "mixed currencies",
                        order(good + "," + good + "," + item("TEA", "1", "1.00", "USD")),
                        "INVALID_VALUE",
                        "items[2].unitPrice.currency",
                        "USD",
                        "must be EUR as in items[0]"),
                new BadBody(
                        "total 0", order(item("TEA", "1", "0", "EUR")), "INVALID_VALUE", "total", "0.00", "EUR 0.00"),
                new BadBody(
                        "price too large",
                        order(item("TEA", "1", "9999999999999999", "EUR")),
                        "INVALID_VALUE",
                        "items[0].unitPrice.amount",
                        "9999999999999999",
                        "too large"),
                new BadBody(
                        "total too large",
                        order(item("TEA", "10000", "999999999999999.99", "EUR")),
                        "INVALID_VALUE",
                        "total",
                        "9999999999999999900.00",
                        "too large"),
                new BadBody(
                        "no payment method",
                        "{\"userId\":%s,\"items\":[%s]}".formatted(quoted(USER), good),
                        "MISSING_FIELD",
                        "paymentMethod",
                        null,
                        "paymentMethod must be present"),
                new BadBody(
                        "delivery country in lower case",
                        Bodies.anOrder().replaceFirst("\\{", "{\"deliveryCountry\":\"de\","),
                        "INVALID_VALUE",
                        "deliveryCountry",
                        "de",
                        "must be an ISO 3166-1 alpha-2 code"),
                new BadBody(
                        "tax rate of everything",
                        order(good.replace("\"quantity\"", "\"taxRate\":\"1\",\"quantity\"")),
                        "INVALID_VALUE",
                        "items[0].taxRate",
                        "1",
                        "must be a decimal below 1"),
                new BadBody(
                        "tax rate a number",
                        order(good.replace("\"quantity\"", "\"taxRate\":0.19,\"quantity\"")),
                        "WRONG_TYPE",
                        "items[0].taxRate",
                        "0.19",
                        "a number"),
                new BadBody(
                        "payment method in capitals",
                        body(quoted(USER), "[" + good + "]", "\"VISA\""),
                        "INVALID_VALUE",
                        "paymentMethod",
                        "VISA",
                        "paymentMethod must be 1 to 64 of a-z, 0-9 and _ but was \"VISA\""));
    }
}
