package dev.warren.edge.problem;

import dev.warren.messaging.UnavailableException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.UnsupportedMediaException;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where an answer becomes a problem: every error, the framework's own too, comes through here. */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<Problem> {

    private static final Logger log = LoggerFactory.getLogger(ProblemResponses.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Problems problems;

    ProblemResponses(Problems problems) {
        this.problems = problems;
    }

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpRequest<?> request = context.getRequest();
        Throwable thrown = context.getRootCause().orElse(null);
        Problem problem = thrown == null
                ? problems.ofStatus(request, framework(response.status()))
                : problems.explain(request, thrown);
        return answer(request, response, problem, thrown);
    }

    /** For an error that a controller answered as a bare status. */
    void explain(HttpRequest<?> request, MutableHttpResponse<?> response) {
        answer(request, response, problems.ofStatus(request, response.status()), null);
    }

    /** The framework's 413 without an exception is about the request's head: of a body it would say so. */
    private static HttpStatus framework(HttpStatus status) {
        return status == HttpStatus.REQUEST_ENTITY_TOO_LARGE ? HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE : status;
    }

    private static MutableHttpResponse<Problem> answer(
            HttpRequest<?> request, MutableHttpResponse<?> response, Problem problem, Throwable thrown) {
        report(request, problem, thrown);
        response.status(problem.status(), problem.title());
        headers(response, problem, thrown);
        @SuppressWarnings("unchecked")
        MutableHttpResponse<Problem> answer = (MutableHttpResponse<Problem>) response;
        return request.getMethod() == HttpMethod.HEAD
                ? answer
                : answer.body(problem.about(Shown.cut(request.getPath()))).contentType(Problem.CONTENT_TYPE);
    }

    private static void headers(MutableHttpResponse<?> response, Problem problem, Throwable thrown) {
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.getCode()) {
            Duration wait = thrown instanceof UnavailableException known ? known.retryAfter() : RETRY_AFTER;
            response.header(
                    HttpHeaders.RETRY_AFTER,
                    String.valueOf(Math.max(1, wait.plusMillis(999).toSeconds())));
        }
        if (problem.status() == HttpStatus.TOO_MANY_REQUESTS.getCode()
                && !response.getHeaders().contains(HttpHeaders.RETRY_AFTER)) {
            response.header(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER.toSeconds()));
        }
        if (thrown instanceof UnsupportedMediaException unknown) {
            response.header(HttpHeaders.ACCEPT, String.join(", ", unknown.getAcceptableContentTypes()));
        }
    }

    /** The caller's mistakes are the caller's to see; only ours are logged, with the request's id from the MDC. */
    private static void report(HttpRequest<?> request, Problem problem, Throwable thrown) {
        String asked = request.getMethodName() + " " + Shown.cut(request.getPath());
        if (thrown instanceof UnavailableException || thrown instanceof ProblemException) {
            // Refusing is how overload is survived; a line for each would be one more load.
            log.debug("{}: {} was refused: {}", problem.code(), asked, thrown.getMessage());
        } else if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.getCode()) {
            log.warn("{}: {} was refused: {}", problem.code(), asked, String.valueOf(thrown));
        } else if (problem.status() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()) {
            log.error("{}: {} failed", problem.code(), asked, thrown);
        }
    }
}
