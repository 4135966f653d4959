package dev.warren.edge.problem;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/** The one form that a value of each type has in a query; the framework's own conversions take many, and {@code yes} for false. */
public final class Forms {

    private static final Set<Class<?>> WHOLE = Set.of(int.class, long.class, Integer.class, Long.class);
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private Forms() {}

    /** Whether a text has the form of its type; true of types without a form. */
    public static boolean fits(Class<?> type, String text) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .anyMatch(it -> ((Enum<?>) it).name().equals(text));
        }
        if (isBoolean(type)) {
            return BOOLEANS.contains(text);
        }
        return !WHOLE.contains(type) || WHOLE_NUMBER.matcher(text).matches();
    }

    /** What a value must be, worded to follow its name. */
    public static String rule(Class<?> type) {
        if (type.isEnum()) {
            return "must be one of " + Arrays.toString(type.getEnumConstants());
        }
        if (isBoolean(type)) {
            return "must be true or false";
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "must be a number" : "is not valid";
    }

    private static boolean isBoolean(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }
}
