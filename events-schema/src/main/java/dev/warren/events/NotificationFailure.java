package dev.warren.events;

/** Why a user could not be told. */
public enum NotificationFailure {
    NO_ADDRESS,
    UNKNOWN_USER,
    ERASED_USER,
    REFUSED_BY_MAIL_SERVER
}
