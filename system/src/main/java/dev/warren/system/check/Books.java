package dev.warren.system.check;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the four databases hold, row by row: a second row for one id is evidence too, so these are lists. Immutable.
 *
 * @param ledger the provider's own books
 * @param timelines what the orders received and said, each in the order of handling
 */
public record Books(
        List<Order> orders,
        List<Account> accounts,
        List<Reservation> reservations,
        List<Payment> payments,
        List<Entry> ledger,
        List<Recipient> recipients,
        List<Notification> notifications,
        List<Line> timelines) {

    public Books {
        orders = List.copyOf(orders);
        accounts = List.copyOf(accounts);
        reservations = List.copyOf(reservations);
        payments = List.copyOf(payments);
        ledger = List.copyOf(ledger);
        recipients = List.copyOf(recipients);
        notifications = List.copyOf(notifications);
        timelines = List.copyOf(timelines);
    }

    /**
     * @param key the idempotency key, or null
     * @param reason of a cancellation, or null
     * @param outstanding what a cancelled order still waits for: NOTHING, RELEASE, REFUND, RELEASE_AND_REFUND; null unless cancelled
     * @param sequence of the last event it said
     * @param deadline of an open order, or null
     */
    public record Order(
            UUID id,
            UUID userId,
            Amount total,
            String key,
            String status,
            String reason,
            String outstanding,
            long sequence,
            Instant deadline) {

        boolean isOpen() {
            return !status.equals("CONFIRMED") && !status.equals("CANCELLED");
        }

        boolean isSettled() {
            return status.equals("CONFIRMED") || status.equals("CANCELLED") && "NOTHING".equals(outstanding);
        }
    }

    /** @param sequence of the last event about the user */
    public record Account(UUID userId, Amount limit, Amount reserved, boolean isErased, long sequence) {}

    /**
     * @param status RESERVED, REFUSED, RELEASED or TOMBSTONE
     * @param amount null where nothing was reserved
     */
    public record Reservation(UUID orderId, UUID userId, String status, Amount amount) {}

    /**
     * @param id null of a tombstone, as are amount and references
     * @param reason of a decline, or null
     */
    public record Payment(
            UUID id,
            UUID orderId,
            Amount amount,
            String status,
            String reason,
            String captureReference,
            String refundReference) {}

    /**
     * One line of the provider's books.
     *
     * @param kind CAPTURE, DECLINE or REFUND
     * @param orderId what the key was made for, or null if nobody can tell
     * @param amount what moved: positive for a capture, negative for a refund, zero for a decline
     * @param captureReference of a refund, what it gives back; otherwise null
     */
    public record Entry(
            String key,
            String kind,
            UUID orderId,
            String reference,
            Amount amount,
            String captureReference,
            Instant at) {}

    /** @param email null if it was never heard, or is erased */
    public record Recipient(UUID userId, String email, boolean isErased) {}

    /**
     * @param template ORDER_CONFIRMED or ORDER_CANCELLED
     * @param failure the reason of a FAILED one, or null
     */
    public record Notification(UUID id, UUID orderId, UUID userId, String template, String status, String failure) {}

    /** @param said otherwise received */
    public record Line(UUID orderId, UUID eventId, boolean said) {}
}
