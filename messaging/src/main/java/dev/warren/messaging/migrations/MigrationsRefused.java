package dev.warren.messaging.migrations;

/** The database's roles do not allow what the service needs, or allow more than they should. Passes once somebody has changed them. */
public final class MigrationsRefused extends RuntimeException {

    MigrationsRefused(String message) {
        super(message);
    }
}
