package dev.warren.events;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.List;

/**
 * Puts what Jackson found into the contract's words. Jackson's own words, and the exception itself as a cause, would
 * name classes and quote the document, personal data included.
 */
final class InvalidEvents {

    private InvalidEvents() {}

    static InvalidEventException explain(EventType type, IOException problem) {
        String path = problem instanceof JsonMappingException mapping ? path(mapping) : "$";
        Throwable cause = problem;
        while (cause instanceof JsonMappingException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case InvalidFieldException field ->
                new InvalidEventException(type.name(), path + "." + field.field(), field.reason());
            case MismatchedInputException mismatch ->
                new InvalidEventException(type.name(), path, mustBe(mismatch.getTargetType()));
            case InputCoercionException coercion ->
                new InvalidEventException(type.name(), path, mustBe(coercion.getTargetType()));
            case JsonMappingException refused ->
                new InvalidEventException(type.name(), path, refused.getOriginalMessage());
            case JsonProcessingException malformed ->
                new InvalidEventException(type.name(), path, noJson(type, malformed));
            default ->
                new InvalidEventException(
                        type.name(), path, "cannot be read (" + cause.getClass().getName() + ")");
        };
    }

    private static String path(JsonMappingException problem) {
        StringBuilder path = new StringBuilder("$");
        for (JsonMappingException.Reference step : problem.getPath()) {
            if (step.getFieldName() != null) {
                path.append('.').append(step.getFieldName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static String mustBe(Class<?> target) {
        if (target == String.class) {
            return "must be a JSON string";
        }
        if (target == int.class) {
            return "must be a JSON integer that fits 32 bits";
        }
        return target != null && List.class.isAssignableFrom(target) ? "must be a JSON array" : "must be a JSON object";
    }

    private static String noJson(EventType type, JsonProcessingException malformed) {
        JsonLocation at = malformed.getLocation();
        String where = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
        return "is no valid JSON" + where + (type.personal() ? "" : " (" + malformed.getOriginalMessage() + ")");
    }
}
