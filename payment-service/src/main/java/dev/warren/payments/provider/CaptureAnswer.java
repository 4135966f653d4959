package dev.warren.payments.provider;

/** A certain answer to a capture. */
public sealed interface CaptureAnswer {

    /** @param reference what the provider calls the capture */
    record Captured(String reference) implements CaptureAnswer {}

    /** Nothing was taken, and nothing will be under this key. */
    record Declined() implements CaptureAnswer {}
}
