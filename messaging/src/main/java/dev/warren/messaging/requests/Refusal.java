package dev.warren.messaging.requests;

/** The body of a reply that is no answer. Always JSON: the format that was wanted may be what is refused. */
record Refusal(String code, String detail) {}
