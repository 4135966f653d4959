package dev.warren.events;

/**
 * A value that the contract forbids, refused when a record is made. Its message names the field, the rule and the
 * actual value (personal data excepted): correct the value and try again. While an event is read it becomes an
 * {@link InvalidEventException}; over HTTP it is the caller's mistake.
 */
public final class InvalidFieldException extends IllegalArgumentException {

    private final String field;
    private final String reason;

    public InvalidFieldException(String field, String reason) {
        super(field + " " + reason);
        this.field = field;
        this.reason = reason;
    }

    /** The field within its record, for example {@code quantity} or {@code items[3]}. */
    public String field() {
        return field;
    }

    /** The rule and the actual value, worded to follow the field's name. */
    public String reason() {
        return reason;
    }
}
