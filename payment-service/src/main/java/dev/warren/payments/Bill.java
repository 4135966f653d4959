package dev.warren.payments;

import dev.warren.events.OrderId;
import dev.warren.events.PaymentId;
import dev.warren.events.UserId;
import dev.warren.payments.PaymentInput.PaymentRequested;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;

/** What is to be paid, by whom and how: fixed from the request on. */
public record Bill(
        PaymentId paymentId, OrderId orderId, UserId userId, Money amount, String method, Instant requestedAt) {

    static Bill of(PaymentRequested order, Instant now) {
        return new Bill(
                paymentId(order.orderId(), now), order.orderId(), order.userId(), order.amount(), order.method(), now);
    }

    /**
     * A UUIDv7 (RFC 9562, 5.7) without chance, as decisions are pure: the milliseconds of the request, then 74 bits of a hash
     * over the order's id where a random one has random bits. Payments sort by the time of their request.
     */
    private static PaymentId paymentId(OrderId order, Instant requestedAt) {
        var hash = UUID.nameUUIDFromBytes(("payment of order " + order).getBytes(StandardCharsets.UTF_8));
        long high = requestedAt.toEpochMilli() << 16 | 0x7000L | hash.getMostSignificantBits() & 0x0fffL;
        return new PaymentId(new UUID(high, hash.getLeastSignificantBits()));
    }
}
