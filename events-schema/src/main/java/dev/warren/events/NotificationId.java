package dev.warren.events;

import java.util.UUID;

/** Identifies a notification. Ordered as its text, which is also PostgreSQL's order of {@code uuid}. */
public record NotificationId(UUID value) implements Comparable<NotificationId> {

    public NotificationId {
        Checks.present("value", value);
    }

    /**
     * Reads the canonical form: 36 characters, lower case.
     *
     * @throws InvalidFieldException if the text has any other form
     */
    public static NotificationId parse(String text) {
        return new NotificationId(Uuids.parse("NotificationId", text));
    }

    @Override
    public int compareTo(NotificationId other) {
        return Uuids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
