package dev.warren.notifications;

import dev.warren.events.CancellationReason;
import dev.warren.events.Channel;
import dev.warren.events.NotificationId;
import dev.warren.events.OrderId;
import dev.warren.events.Template;
import dev.warren.events.UserId;
import dev.warren.notifications.NotificationInput.OrderCancelled;
import dev.warren.notifications.NotificationInput.OrderConfirmed;
import java.util.UUID;
import org.joda.money.Money;

/**
 * What is to be told about an order: fixed from the event on, so that telling it again tells the same.
 *
 * @param reason of a cancellation; null for a confirmation
 */
public record Notice(
        NotificationId id,
        OrderId orderId,
        UserId userId,
        Template template,
        Channel channel,
        Money total,
        CancellationReason reason) {

    // UUIDv7 (RFC 9562, 5.7): 48 bits of time, the version, 12 random bits; the variant, 62 random bits.
    private static final long HIGH_RANDOM = 0xfffL;
    private static final long LOW_RANDOM = 0x3fff_ffff_ffff_ffffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int TEMPLATE_BITS = 3;

    static Notice of(OrderConfirmed order, Channel channel) {
        return new Notice(
                id(order.orderId(), Template.ORDER_CONFIRMED),
                order.orderId(),
                order.userId(),
                Template.ORDER_CONFIRMED,
                channel,
                order.total(),
                null);
    }

    static Notice of(OrderCancelled order, Channel channel) {
        return new Notice(
                id(order.orderId(), Template.ORDER_CANCELLED),
                order.orderId(),
                order.userId(),
                Template.ORDER_CANCELLED,
                channel,
                order.total(),
                order.reason());
    }

    /**
     * The one id that a notification about this order with this template can have, so there cannot be two of them. It is the order's
     * id, a UUIDv7, with its 74 random bits moved up by three and the number of the template in the three that this frees: the
     * notifications of an order stand together, where their order stands, a cancellation after the confirmation.
     */
    public static NotificationId id(OrderId order, Template template) {
        long high = order.value().getMostSignificantBits();
        long low = order.value().getLeastSignificantBits() & LOW_RANDOM;
        long movedHigh = (high << TEMPLATE_BITS | low >>> (Long.bitCount(LOW_RANDOM) - TEMPLATE_BITS)) & HIGH_RANDOM;
        long movedLow = low << TEMPLATE_BITS & LOW_RANDOM | number(template);
        return new NotificationId(new UUID(high & ~HIGH_RANDOM | movedHigh, VARIANT | movedLow));
    }

    /** For good: ids that were given out depend on it. */
    private static int number(Template template) {
        return switch (template) {
            case ORDER_CONFIRMED -> 0;
            case ORDER_CANCELLED -> 1;
        };
    }
}
