package dev.warren.edge.problem;

import java.util.Locale;
import java.util.Set;

/** Values as problems show them: short, and never personal data. */
public final class Shown {

    private static final int LONGEST = 100;

    /** By the last name of the field's path, in lower case. */
    private static final Set<String> PERSONAL =
            Set.of("name", "email", "address", "phone", "password", "token", "secret");

    private Shown() {}

    /** Whether the field holds personal data, or a secret: its value appears in no problem and in no log line. */
    public static boolean personal(String field) {
        String path = field == null ? "" : field;
        String last = path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[\\d*]", "");
        return PERSONAL.contains(last.toLowerCase(Locale.ROOT));
    }

    /** As it stands in {@code value}: numbers and booleans as they are, everything else as text, null for personal data. */
    static Object value(String field, Object value) {
        if (value == null || personal(field)) {
            return null;
        }
        String text = value.toString();
        boolean plain = value instanceof Boolean || value instanceof Number && text.length() <= LONGEST;
        return plain ? value : cut(text);
    }

    /** The end of a sentence, {@code " but was …"}; nothing for personal data. */
    public static String butWas(String field, Object value) {
        if (personal(field)) {
            return "";
        }
        boolean plain = value == null || value instanceof Number || value instanceof Boolean;
        return " but was " + (plain ? cut(String.valueOf(value)) : '"' + cut(value.toString()) + '"');
    }

    /** At most 100 characters. */
    public static String cut(String text) {
        int characters = text.codePointCount(0, text.length());
        return characters <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
