package dev.warren.events;

/**
 * A message of a type, or of a version of a type, that this release does not know. Permanent: trying again cannot help,
 * so the message is dead-lettered; a release that knows the type can redrive it.
 */
public final class UnknownEventTypeException extends RuntimeException {

    private final String type;

    UnknownEventTypeException(String type, String known) {
        super("UNKNOWN_EVENT_TYPE: " + Checks.shown(type) + " is not in the catalogue; " + known
                + ": deploy a release that knows it and redrive, or delete it");
        this.type = type;
    }

    /** The type as it was given; may be null. */
    public String type() {
        return type;
    }
}
