package dev.warren.events;

import java.util.UUID;

/** What the typed ids share. */
final class Uuids {

    private Uuids() {}

    static UUID parse(String what, String text) {
        // UUID.fromString alone is lenient: it takes "1-1-1-1-1" and upper case.
        if (text != null && text.length() == 36) {
            try {
                UUID uuid = UUID.fromString(text);
                if (uuid.toString().equals(text)) {
                    return uuid;
                }
            } catch (IllegalArgumentException notAUuid) {
                // Reported below, with the form that is expected.
            }
        }
        throw new InvalidFieldException(
                what,
                "must be a lower-case UUID such as 019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071 but was " + Checks.shown(text));
    }

    /** Unsigned, unlike {@link UUID#compareTo}: locks taken in this order are taken in the database's order. */
    static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
