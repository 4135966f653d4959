package dev.warren.edge.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * What a field takes.
 *
 * @param kind its JSON type, as {@link Place#kind}
 * @param words the rule for people
 */
record Expected(String kind, String words) {

    private static final Set<Class<?>> WHOLE =
            Set.of(byte.class, short.class, int.class, Byte.class, Short.class, Integer.class);

    private static final Set<Class<?>> LONG = Set.of(long.class, Long.class, BigInteger.class);

    private static final Set<Class<?>> DECIMAL =
            Set.of(float.class, double.class, Float.class, Double.class, BigDecimal.class, Number.class);

    static Expected of(Class<?> type) {
        if (type == null) {
            return new Expected("", "is not valid");
        }
        if (WHOLE.contains(type)) {
            return new Expected("a number", "must be a whole number within 32 bits");
        }
        if (LONG.contains(type)) {
            return new Expected("a number", "must be a whole number within 64 bits");
        }
        if (DECIMAL.contains(type)) {
            return new Expected("a number", "must be a number");
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Expected("a boolean", "must be true or false");
        }
        if (type.isEnum()) {
            return new Expected("a string", "must be one of " + Arrays.toString(type.getEnumConstants()));
        }
        if (type == UUID.class) {
            return new Expected("a string", "must be a UUID");
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return new Expected("a string", "must be a time such as 2026-01-31T12:00:00Z");
        }
        if (type == Duration.class) {
            return new Expected("a string", "must be a duration such as PT30S");
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return new Expected("a string", "must be a string");
        }
        return type.isArray() || Collection.class.isAssignableFrom(type)
                ? new Expected("an array", "must be an array")
                : new Expected("an object", "must be an object");
    }
}
