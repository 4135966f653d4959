package dev.warren.edge.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import jakarta.inject.Singleton;

/** Takes what no other handler takes, so that it is logged once and by our rules. */
@Singleton
@Produces(Problem.CONTENT_TYPE)
final class AnythingElse implements ExceptionHandler<Throwable, HttpResponse<?>> {

    private final ProblemResponses responses;

    AnythingElse(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, Throwable thrown) {
        ErrorContext context = ErrorContext.builder(request).cause(thrown).build();
        return responses.processResponse(context, HttpResponse.serverError());
    }
}
