package dev.warren.messaging;

/** Checks of configuration values, with messages that name the key, the bounds and the value. */
public final class Settings {

    private Settings() {}

    /** @throws IllegalArgumentException if the value is outside of the bounds, which are inclusive */
    public static <T extends Comparable<T>> void between(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("%s must be %s..%s but was %s".formatted(key, least, most, value));
        }
    }
}
