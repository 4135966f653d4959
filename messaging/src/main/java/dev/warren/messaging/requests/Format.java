package dev.warren.messaging.requests;

import java.util.Arrays;
import java.util.Optional;

/** How a body is written; chosen anew for each message. */
public enum Format {
    JSON("application/json"),
    CBOR("application/cbor");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The format of that media type, if it is known. */
    public static Optional<Format> of(String mediaType) {
        return Arrays.stream(values())
                .filter(format -> format.mediaType.equals(mediaType))
                .findFirst();
    }
}
