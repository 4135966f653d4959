package dev.warren.events;

import java.util.regex.Pattern;
import org.joda.money.Money;

/** The rules that records share; each one is also said, in the same terms, by the JSON Schemas. */
final class Checks {

    /** Something besides separators, no control characters, and nothing that UTF-8 cannot carry (lone surrogates). */
    private static final Pattern TEXT = Pattern.compile("[^\\p{Cc}\\p{Cs}]*[^\\p{Cc}\\p{Cs}\\p{Z}][^\\p{Cc}\\p{Cs}]*");

    /** Plausible, and safe inside a mail header: no separators, no quoting, no lists. */
    private static final Pattern EMAIL = Pattern.compile(
            "[^\\p{Cc}\\p{Cs}\\p{Z}@<>,;:\"()\\[\\]\\\\]+@[^\\p{Cc}\\p{Cs}\\p{Z}@<>,;:\"()\\[\\]\\\\]+");

    private static final Pattern PAYMENT_METHOD = Pattern.compile("[a-z0-9_]{1,64}");

    /** Not the list: countries come and go, rules of a version do not. */
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private static final int SHOWN_CHARACTERS = 80;

    private Checks() {}

    static void present(String field, Object value) {
        if (value == null) {
            throw new InvalidFieldException(field, "must be present but was missing or null");
        }
    }

    static void between(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new InvalidFieldException(field, "must be between %d and %d but was %d".formatted(min, max, value));
        }
    }

    static void text(String field, String value, int max) {
        present(field, value);
        if (!isText(value, max)) {
            throw new InvalidFieldException(field, textRule(max) + " but was " + shown(value));
        }
    }

    /** As {@link #text}, but the value is personal data and never shown. */
    static void name(String field, String value) {
        present(field, value);
        if (!isText(value, 200)) {
            throw new InvalidFieldException(field, textRule(200));
        }
    }

    /** The value is personal data and never shown. */
    static void email(String field, String value) {
        present(field, value);
        if (characters(value) > 254 || !EMAIL.matcher(value).matches()) {
            throw new InvalidFieldException(
                    field, "must be one address such as ada@example.org, at most 254 characters");
        }
    }

    static void paymentMethod(String field, String value) {
        present(field, value);
        if (!PAYMENT_METHOD.matcher(value).matches()) {
            throw new InvalidFieldException(field, "must be 1 to 64 of a-z, 0-9 and _ but was " + shown(value));
        }
    }

    static void country(String field, String value) {
        present(field, value);
        if (!COUNTRY.matcher(value).matches()) {
            throw new InvalidFieldException(
                    field, "must be an ISO 3166-1 alpha-2 code such as \"DE\" but was " + shown(value));
        }
    }

    static void notNegative(String field, Money value) {
        present(field, value);
        MoneyRules.check(field, value);
        if (value.isNegative()) {
            throw new InvalidFieldException(field, "must not be negative but was " + value);
        }
    }

    static void positive(String field, Money value) {
        notNegative(field, value);
        if (value.isZero()) {
            throw new InvalidFieldException(field, "must be more than zero but was " + value);
        }
    }

    /** The value as an error shows it: quoted, and cut when somebody sent a novel. */
    static String shown(String value) {
        if (value == null) {
            return "null";
        }
        return value.length() <= SHOWN_CHARACTERS
                ? '"' + value + '"'
                : '"' + value.substring(0, SHOWN_CHARACTERS) + "…\" (" + value.length() + " characters)";
    }

    private static boolean isText(String value, int max) {
        return characters(value) <= max && TEXT.matcher(value).matches();
    }

    private static String textRule(int max) {
        return "must be 1 to %d characters, not blank, without control characters".formatted(max);
    }

    /** Code points, as JSON Schema counts. */
    private static int characters(String value) {
        return value.codePointCount(0, value.length());
    }
}
