package dev.warren.edge.gateway;

import io.micronaut.http.HttpHeaders;
import java.util.Arrays;

/**
 * The mark of a request that was passed on (RFC 9110 §7.6.3). It is not passed on again, so nothing goes in circles. Anybody can set it;
 * whoever does is told less, not more.
 */
final class Via {

    static final String HEADER = "Via";

    /** The name under which all gateways of a system appear. */
    private static final String NAME = "warren";

    private Via() {}

    static boolean passedOn(HttpHeaders headers) {
        return headers.getAll(HEADER).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(hop -> hop.strip().matches("\\S+\\s+" + NAME + "(\\s.*)?"));
    }

    static String hop() {
        return "1.1 " + NAME;
    }
}
