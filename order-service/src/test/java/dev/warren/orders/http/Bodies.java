package dev.warren.orders.http;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bodies that people send to {@code POST /orders}. */
final class Bodies {

    static final String USER = "019b2f4e-6a10-7c3d-9f21-0b5e8d4c7a62";

    private Bodies() {}

    /** Two items, 64.40 EUR. */
    static String anOrder() {
        return order(item("TEA-DARJEELING-250G", "3", "12.50", "EUR") + "," + item("TEAPOT", "1", "26.9", "EUR"));
    }

    static String order(String items) {
        return body(quoted(USER), "[" + items + "]", quoted("pm_card_visa"));
    }

    /** Each value in JSON. */
    static String body(String userId, String items, String paymentMethod) {
        return "{\"userId\":%s,\"items\":%s,\"paymentMethod\":%s}".formatted(userId, items, paymentMethod);
    }

    static String item(String sku, String quantity, String amount, String currency) {
        return "{\"sku\":%s,\"quantity\":%s,\"unitPrice\":{\"amount\":%s,\"currency\":%s}}"
                .formatted(quoted(sku), quantity, quoted(amount), quoted(currency));
    }

    static String items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> item("TEA-" + i, "1", "1.00", "EUR"))
                .collect(Collectors.joining(","));
    }

    static String quoted(String text) {
        return '"' + text + '"';
    }
}
