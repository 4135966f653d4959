package dev.warren.edge.deadletters;

import dev.warren.edge.problem.ProblemException;
import dev.warren.messaging.deadletters.Edit;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A correction as its sender writes it; what is left out stays as it is.
 *
 * @param version of the dead letter as it was read
 * @param body the message as text
 * @param bodyBase64 the message as bytes; instead of {@code body}
 * @param headers to set, or to remove where the value is null
 */
@Introspected
record DeadLetterEdit(
        @NotNull(message = "must be present") Integer version,
        @Nullable String body,
        @Nullable String bodyBase64,

        @Nullable @Pattern(regexp = DeadLetterEdit.SHORT, message = DeadLetterEdit.SHORT_RULE)
        String messageId,

        @Nullable @Pattern(regexp = DeadLetterEdit.SHORT, message = DeadLetterEdit.SHORT_RULE)
        String type,

        @Nullable @Pattern(regexp = DeadLetterEdit.SHORT, message = DeadLetterEdit.SHORT_RULE)
        String contentType,

        @Nullable Map<String, String> headers) {

    /** AMQP's short strings hold 255 bytes. */
    static final String SHORT = "[!-~]{1,255}";

    static final String SHORT_RULE = "must be 1 to 255 visible ASCII characters";

    Edit toEdit() {
        return new Edit(
                version,
                bytes(),
                Optional.ofNullable(messageId),
                Optional.ofNullable(type),
                Optional.ofNullable(contentType),
                checked(headers == null ? Map.of() : new HashMap<>(headers)));
    }

    private Optional<byte[]> bytes() {
        if (body != null && bodyBase64 != null) {
            throw ProblemException.invalid(
                    "bodyBase64", null, "must be left out where body is given: send one of them");
        }
        if (body != null) {
            return Optional.of(body.getBytes(StandardCharsets.UTF_8));
        }
        try {
            return Optional.ofNullable(bodyBase64).map(Base64.getDecoder()::decode);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("bodyBase64", null, "must be base64: " + e.getMessage());
        }
    }

    private static Map<String, String> checked(Map<String, String> headers) {
        for (String name : headers.keySet()) {
            if (!name.matches(SHORT)) {
                throw ProblemException.invalid("headers", name, "must have names of 1 to 255 visible ASCII characters");
            }
        }
        return headers;
    }
}
