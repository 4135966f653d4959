package dev.warren.notifications.mail;

/** Nothing can be sent to an address, however often it is tried. Says why, but never which address. */
final class UnusableAddressException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableAddressException(String message) {
        super(message);
    }
}
