package dev.warren.payments;

import dev.warren.events.OrderId;
import java.time.Instant;
import org.joda.money.Money;

/** What the provider is to do. Asking again is an equal call with an equal key, so the provider does it once. */
public sealed interface ProviderCall {

    OrderId orderId();

    /** The idempotency key: one per order and direction, whatever becomes of this service's memory. */
    String key();

    /** When the provider may have forgotten the key; from then on the call must not be made. */
    Instant validUntil();

    record Capture(OrderId orderId, Money amount, String method, Instant validUntil) implements ProviderCall {
        @Override
        public String key() {
            return "capture-" + orderId;
        }
    }

    /** Gives back all of a capture. */
    record Refund(OrderId orderId, String captureReference, Instant validUntil) implements ProviderCall {
        @Override
        public String key() {
            return "refund-" + orderId;
        }
    }
}
