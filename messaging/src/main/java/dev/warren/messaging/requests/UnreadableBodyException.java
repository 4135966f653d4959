package dev.warren.messaging.requests;

/** A body that is not what its type says. The message follows the words "the body". */
final class UnreadableBodyException extends Exception {

    UnreadableBodyException(String message) {
        super(message);
    }
}
