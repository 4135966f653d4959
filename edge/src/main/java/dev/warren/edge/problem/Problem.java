package dev.warren.edge.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import java.util.List;

/**
 * What a caller is told when a request cannot be answered (RFC 9457).
 *
 * @param type always {@code about:blank}: the title is the status, programs decide by {@code code}
 * @param code stable, see {@link Codes}
 * @param detail what, which one, the actual value, what next
 * @param field the first field to blame, if any
 * @param value what that field held; left out for personal data
 * @param errors every field to blame, if several could be found at once
 * @param instance the path that was asked for
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "code", "detail", "field", "value", "errors", "instance"})
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        String field,
        Object value,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
        String instance) {

    public static final String CONTENT_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(
                "about:blank", status.getReason(), status.getCode(), code, detail, null, null, List.of(), null);
    }

    Problem at(String field, Object value) {
        return new Problem(type, title, status, code, detail, field, Shown.value(field, value), errors, instance);
    }

    /** Blamed on several fields; the first one also stands at the top. */
    Problem with(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        return new Problem(type, title, status, code, detail, first.field(), first.value(), errors, instance);
    }

    Problem about(String instance) {
        return new Problem(type, title, status, code, detail, field, value, errors, instance);
    }

    /**
     * One field to blame.
     *
     * @param field in JSON form, for example {@code items[0].quantity}
     * @param value what it held; left out for personal data
     * @param code as a problem's code
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FieldError(String field, Object value, String code, String message) {

        public FieldError {
            value = Shown.value(field, value);
        }
    }
}
