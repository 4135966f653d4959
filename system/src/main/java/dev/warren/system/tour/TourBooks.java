package dev.warren.system.tour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.LocalException;
import dev.warren.system.load.Edge;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * What the tour's customer has, owes and paid, in euros; read from three services.
 *
 * @param sold the totals of the confirmed orders
 * @param kept what was captured and not refunded
 * @param unsettled orders that somebody owes an answer
 */
record TourBooks(
        BigDecimal limit, BigDecimal reserved, BigDecimal available, BigDecimal sold, BigDecimal kept, int unsettled) {

    static TourBooks of(Edge door, String user) throws IOException {
        JsonNode credit = door.get("/users/" + user).expect(200).get("credit");
        var sold = BigDecimal.ZERO;
        var kept = BigDecimal.ZERO;
        int unsettled = 0;
        for (JsonNode order :
                door.get("/orders?limit=100&userId=" + user).expect(200).get("items")) {
            sold = order.get("status").asText().equals("CONFIRMED") ? sold.add(amount(order, "total")) : sold;
            unsettled += order.get("settled").asBoolean() ? 0 : 1;
            for (JsonNode payment : door.get(
                            "/payments?orderId=" + order.get("id").asText())
                    .expect(200)
                    .get("items")) {
                kept = payment.get("status").asText().equals("CAPTURED") ? kept.add(amount(payment, "amount")) : kept;
            }
        }
        return new TourBooks(
                amount(credit, "limit"),
                amount(credit, "reserved"),
                amount(credit, "available"),
                sold,
                kept,
                unsettled);
    }

    private static BigDecimal amount(JsonNode holder, String money) {
        return new BigDecimal(holder.get(money).get("amount").asText());
    }

    boolean balance() {
        return reserved.add(available).compareTo(limit) == 0
                && reserved.compareTo(sold) == 0
                && kept.compareTo(sold) == 0
                && unsettled == 0;
    }

    List<String> lines() {
        return List.of(
                "credit: %s reserved + %s available = %s, the limit".formatted(reserved, available, limit),
                "credit: %s reserved = %s of confirmed orders".formatted(reserved, sold),
                "money: %s captured and not refunded = %s of confirmed orders".formatted(kept, sold),
                "%d orders not settled".formatted(unsettled));
    }

    /** @throws LocalException {@code NO_BALANCE} */
    TourBooks requireBalance() {
        if (!balance()) {
            throw new LocalException("NO_BALANCE", String.join("; ", lines()) + ": ./warren check tells more");
        }
        return this;
    }
}
