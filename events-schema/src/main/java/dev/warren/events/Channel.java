package dev.warren.events;

/** The way a notification takes. Its text form is its name on the wire. */
public enum Channel {
    EMAIL("email"),
    /** Written down only; nothing leaves the house. */
    RECORD("record");

    private final String wireName;

    Channel(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
