package dev.warren.events;

import java.util.UUID;

/** Identifies an order. Ordered as its text, which is also PostgreSQL's order of {@code uuid}. */
public record OrderId(UUID value) implements Comparable<OrderId> {

    public OrderId {
        Checks.present("value", value);
    }

    /**
     * Reads the canonical form: 36 characters, lower case.
     *
     * @throws InvalidFieldException if the text has any other form
     */
    public static OrderId parse(String text) {
        return new OrderId(Uuids.parse("OrderId", text));
    }

    @Override
    public int compareTo(OrderId other) {
        return Uuids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
