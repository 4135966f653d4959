package dev.warren.edge.problem;

import dev.warren.messaging.ContradictionException;
import dev.warren.messaging.UnavailableException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.server.exceptions.NotAcceptableException;
import io.micronaut.http.server.exceptions.UnsupportedMediaException;
import io.micronaut.web.router.exceptions.UnsatisfiedBodyRouteException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** Puts into words, for the caller, why a request came to nothing. What is not the caller's to know is {@code INTERNAL}. */
@Singleton
final class Problems {

    private final List<Mistakes> mistakes;

    Problems(List<Mistakes> mistakes) {
        this.mistakes = mistakes;
    }

    Problem explain(HttpRequest<?> request, Throwable thrown) {
        return switch (thrown) {
            case ProblemException known -> known.problem();
            case ConversionErrorException unread
            when unread.getCause() instanceof ProblemException known -> known.problem();
            case ConversionErrorException unread -> Arguments.unread(unread);
            case UnsatisfiedBodyRouteException missing -> Arguments.missingBody();
            case UnsatisfiedRouteException missing -> Arguments.missing(missing.getArgument());
            case ConstraintViolationException violated
            when !violated.getConstraintViolations().isEmpty() -> Violations.explain(violated);
            case ContentLengthExceededException large -> ofStatus(request, HttpStatus.REQUEST_ENTITY_TOO_LARGE);
            case BufferLengthExceededException large -> ofStatus(request, HttpStatus.REQUEST_ENTITY_TOO_LARGE);
            case NotAcceptableException unheard ->
                Problem.of(
                        HttpStatus.NOT_ACCEPTABLE,
                        Codes.NOT_ACCEPTABLE,
                        "this path answers " + unheard.getProduceableContentTypes() + " but Accept was "
                                + Shown.cut(unheard.getAcceptedTypes().toString()));
            case UnsupportedMediaException unknown ->
                Problem.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        Codes.UNSUPPORTED_MEDIA_TYPE,
                        "this path takes " + unknown.getAcceptableContentTypes() + " but Content-Type was "
                                + Shown.cut(unknown.getContentType()));
            case HttpStatusException status -> ofStatus(request, status.getStatus());
            case URISyntaxException malformed -> ofStatus(request, HttpStatus.BAD_REQUEST);
            case ContradictionException contradiction ->
                Problem.of(
                        HttpStatus.CONFLICT,
                        Codes.CONFLICT,
                        "the request contradicts what is known: " + contradiction.getMessage());
            case UnavailableException unavailable -> unavailable();
            default -> mistake(thrown).orElseGet(() -> Outages.causedBy(thrown) ? unavailable() : internal());
        };
    }

    /** For answers that come without an exception. */
    Problem ofStatus(HttpRequest<?> request, HttpStatus status) {
        String asked = request.getMethodName() + " " + Shown.cut(request.getPath());
        return switch (status) {
            case BAD_REQUEST -> Problem.of(status, Codes.MALFORMED_REQUEST, "the request is not valid HTTP");
            case NOT_FOUND -> Problem.of(status, Codes.NOT_FOUND, asked + " leads to nothing: check the path");
            case METHOD_NOT_ALLOWED ->
                Problem.of(
                        status,
                        Codes.METHOD_NOT_ALLOWED,
                        asked + " is not possible: the methods of this path are in Allow");
            case NOT_ACCEPTABLE -> Problem.of(status, Codes.NOT_ACCEPTABLE, asked + " has no answer in this form");
            case UNSUPPORTED_MEDIA_TYPE ->
                Problem.of(status, Codes.UNSUPPORTED_MEDIA_TYPE, asked + " takes application/json");
            case REQUEST_ENTITY_TOO_LARGE ->
                Problem.of(
                        status,
                        Codes.BODY_TOO_LARGE,
                        "the body is larger than this service takes: send less at a time");
            case REQUEST_HEADER_FIELDS_TOO_LARGE ->
                Problem.of(status, Codes.HEADERS_TOO_LARGE, "the request line or its headers are too large: send less");
            case SERVICE_UNAVAILABLE -> unavailable();
            default ->
                status.getCode() >= 500
                        ? internal()
                        : Problem.of(status, status.name(), asked + " was refused: " + status.getReason());
        };
    }

    private Optional<Problem> mistake(Throwable thrown) {
        return mistakes.stream()
                .flatMap(known -> known.explain(thrown).stream())
                .map(ProblemException::problem)
                .findFirst();
    }

    private static Problem unavailable() {
        return Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                Codes.UNAVAILABLE,
                "the service cannot take this request now and nothing was changed: try again after Retry-After seconds");
    }

    private static Problem internal() {
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                Codes.INTERNAL,
                "the service failed: report the X-Request-Id of this answer to its operator");
    }
}
