package dev.warren.events;

import java.util.UUID;

/** Identifies a payment. Ordered as its text, which is also PostgreSQL's order of {@code uuid}. */
public record PaymentId(UUID value) implements Comparable<PaymentId> {

    public PaymentId {
        Checks.present("value", value);
    }

    /**
     * Reads the canonical form: 36 characters, lower case.
     *
     * @throws InvalidFieldException if the text has any other form
     */
    public static PaymentId parse(String text) {
        return new PaymentId(Uuids.parse("PaymentId", text));
    }

    @Override
    public int compareTo(PaymentId other) {
        return Uuids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
