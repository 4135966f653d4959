package dev.warren.edge.problem;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import java.util.UUID;

/** What is wrong with a controller's arguments: query, path, headers, and a body that is not there. */
final class Arguments {

    private Arguments() {}

    static Problem missingBody() {
        return Problem.of(
                HttpStatus.BAD_REQUEST, Codes.MISSING_BODY, "a JSON body is needed but there was none, or only null");
    }

    static Problem missing(Argument<?> argument) {
        if (argument.getAnnotationMetadata().hasAnnotation(Body.class)) {
            return missingBody();
        }
        String name = argument.getName();
        return Problem.of(HttpStatus.BAD_REQUEST, Codes.MISSING_FIELD, name + " must be present but was missing")
                .at(name, null);
    }

    static Problem unread(ConversionErrorException unread) {
        Argument<?> argument = unread.getArgument();
        String name = argument.getName();
        Object value = unread.getConversionError().getOriginalValue().orElse(null);
        if (argument.getType() == UUID.class) {
            return Problem.of(
                            HttpStatus.BAD_REQUEST,
                            Codes.MALFORMED_ID,
                            name + " must be a UUID" + Shown.butWas(name, value))
                    .at(name, value);
        }
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        Codes.INVALID_VALUE,
                        name + " " + Forms.rule(argument.getType()) + Shown.butWas(name, value))
                .at(name, value);
    }
}
