package dev.warren.events;

/** What a notification tells. Its text form is its name on the wire. */
public enum Template {
    ORDER_CONFIRMED("order-confirmed"),
    ORDER_CANCELLED("order-cancelled");

    private final String wireName;

    Template(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
