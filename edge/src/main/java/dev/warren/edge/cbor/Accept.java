package dev.warren.edge.cbor;

import dev.warren.messaging.requests.Format;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;

/** Which format a caller wants, of those that a controller produces. */
public final class Accept {

    private Accept() {}

    /** The first in the caller's order of preference ({@code Accept} with its weights); JSON if the caller does not mind. */
    public static Format format(HttpRequest<?> request) {
        for (MediaType accepted : request.accept()) {
            for (Format format : Format.values()) {
                if (accepted.matches(MediaType.of(format.mediaType()))) {
                    return format;
                }
            }
        }
        return Format.JSON;
    }
}
