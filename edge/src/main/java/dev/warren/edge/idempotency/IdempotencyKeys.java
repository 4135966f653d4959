package dev.warren.edge.idempotency;

import dev.warren.edge.problem.ProblemException;
import dev.warren.edge.security.Caller;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import java.util.List;
import java.util.regex.Pattern;

/** The header {@code Idempotency-Key}, and what is answered about it. */
public final class IdempotencyKeys {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");

    private IdempotencyKeys() {}

    /**
     * The key of a request, or null if it has none.
     *
     * @throws ProblemException 400 {@code INVALID_VALUE} if there are several, or it is not 1 to 128 visible ASCII characters
     */
    public static @Nullable String of(HttpRequest<?> request) {
        List<String> keys = request.getHeaders().getAll(HEADER);
        if (keys.size() > 1) {
            throw ProblemException.invalid(HEADER, null, "must be given once but was given " + keys.size() + " times");
        }
        String key = keys.isEmpty() ? null : keys.getFirst();
        if (key != null && !KEY.matcher(key).matches()) {
            throw ProblemException.invalid(
                    HEADER, key, "must be 1 to 128 visible ASCII characters but was \"" + key + '"');
        }
        return key;
    }

    /** The same as a key of whoever asks. */
    public static @Nullable CallersKey of(HttpRequest<?> request, Caller caller) {
        String key = of(request);
        return key == null ? null : new CallersKey(caller.name(), key);
    }

    /**
     * 422 {@code IDEMPOTENCY_KEY_REUSED}: the key belongs to a request that asked for something else. Nothing was changed.
     *
     * @param first what that request made, for example {@code order 019a…}
     */
    public static ProblemException reused(String key, String first) {
        return new ProblemException(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "IDEMPOTENCY_KEY_REUSED",
                        "the key was used for %s, which asks for something else: send a new request under a new key"
                                .formatted(first))
                .at(HEADER, key);
    }
}
