package dev.warren.edge.gateway;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Whether a request that failed at one instance is tried at another. Pure. */
final class Retrying {

    static final int MOST_TRIES = 3;

    /** Idempotent by RFC 9110; TRACE is not served. */
    private static final Set<HttpMethod> IDEMPOTENT =
            EnumSet.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.OPTIONS);

    private Retrying() {}

    /** Whether it does no harm to send it twice. A POST with an idempotency key does none: that is what the key is for. */
    static boolean isRepeatable(HttpRequest<?> request) {
        return IDEMPOTENT.contains(request.getMethod())
                || request.getMethod() == HttpMethod.POST
                        && request.getHeaders().contains("Idempotency-Key");
    }

    /** @param tries those that failed so far, this one included */
    static boolean goesOn(Failure failure, boolean repeatable, int tries, Duration left) {
        if (tries >= MOST_TRIES || left.isZero()) {
            return false;
        }
        return switch (failure) {
            case UNREACHABLE -> true;
            case BROKEN, TIMEOUT, UNWELL -> repeatable;
            case NOT_ITS_OWN -> false;
        };
    }

    /**
     * How long one instance is waited for.
     *
     * @param other whether there is another one that could be asked instead
     */
    static Duration patience(boolean repeatable, boolean other, int tries, Duration tryTimeout, Duration left) {
        boolean another = repeatable && other && tries < MOST_TRIES;
        return another && tryTimeout.compareTo(left) < 0 ? tryTimeout : left;
    }
}
