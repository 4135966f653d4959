package dev.warren.events;

import java.util.UUID;

/** Identifies a user. Ordered as its text, which is also PostgreSQL's order of {@code uuid}. */
public record UserId(UUID value) implements Comparable<UserId> {

    public UserId {
        Checks.present("value", value);
    }

    /**
     * Reads the canonical form: 36 characters, lower case.
     *
     * @throws InvalidFieldException if the text has any other form
     */
    public static UserId parse(String text) {
        return new UserId(Uuids.parse("UserId", text));
    }

    @Override
    public int compareTo(UserId other) {
        return Uuids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
