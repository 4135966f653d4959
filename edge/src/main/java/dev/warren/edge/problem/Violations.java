package dev.warren.edge.problem;

import dev.warren.edge.problem.Problem.FieldError;
import io.micronaut.http.HttpStatus;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Constraints that a request violates, all of them at once. */
final class Violations {

    private Violations() {}

    static Problem explain(ConstraintViolationException violated) {
        List<FieldError> errors = violated.getConstraintViolations().stream()
                .map(Violations::error)
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
        FieldError first = errors.getFirst();
        String more = errors.size() == 1 ? "" : " (and %d more, see errors)".formatted(errors.size() - 1);
        // A value that is not shown was there all the same.
        boolean shown = first.value() != null || first.code().equals(Codes.MISSING_FIELD);
        String value = shown ? Shown.butWas(first.field(), first.value()) : "";
        String detail = first.field() + " " + first.message() + value + more;
        return Problem.of(HttpStatus.BAD_REQUEST, first.code(), detail).with(errors);
    }

    private static FieldError error(ConstraintViolation<?> violation) {
        Object value = violation.getInvalidValue();
        String code = value == null ? Codes.MISSING_FIELD : Codes.INVALID_VALUE;
        return new FieldError(
                field(violation.getPropertyPath()), isPlain(value) ? value : null, code, violation.getMessage());
    }

    /** What the caller would recognise: a record's or a list's text form would name our classes. */
    private static boolean isPlain(Object value) {
        return value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Enum<?>
                || value instanceof UUID
                || value instanceof Temporal;
    }

    /** In JSON form. The method says nothing to the caller, its parameter only where it is itself what was asked for. */
    private static String field(Path path) {
        List<Path.Node> nodes = new ArrayList<>();
        path.forEach(nodes::add);
        nodes.removeIf(node -> node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.CONSTRUCTOR);
        if (nodes.size() > 1 && nodes.getFirst().getKind() == ElementKind.PARAMETER) {
            nodes.removeFirst();
        }
        StringBuilder field = new StringBuilder();
        for (Path.Node node : nodes) {
            if (node.isInIterable()) {
                field.append('[')
                        .append(node.getIndex() == null ? node.getKey() : node.getIndex())
                        .append(']');
            }
            if (node.getKind() != ElementKind.CONTAINER_ELEMENT && node.getName() != null) {
                field.append(field.isEmpty() ? "" : ".").append(node.getName());
            }
        }
        return field.toString();
    }
}
