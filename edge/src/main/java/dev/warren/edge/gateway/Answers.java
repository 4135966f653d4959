package dev.warren.edge.gateway;

import dev.warren.edge.problem.Codes;
import dev.warren.edge.problem.ProblemException;
import dev.warren.edge.tracing.RequestContext;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.AvailableByteBody;
import io.micronaut.http.body.ByteBody;
import java.io.EOFException;
import java.util.Set;

/** What the caller is told: what the owner answers, or why it does not. Pure. */
final class Answers {

    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);
    private static final Set<Integer> UNWELL = Set.of(502, 503, 504);

    /** The caller has it from this service already. */
    private static final Set<String> SAID_ANEW = Headers.caseless(RequestContext.REQUEST_ID_HEADER);

    private Answers() {}

    /** Whether another instance might do better. */
    static boolean isUnwell(HttpResponse<?> response) {
        return UNWELL.contains(response.code());
    }

    /** As it is, but for what is about the connection only. The body streams. */
    static MutableHttpResponse<?> of(ServerHttpRequest<?> request, ByteBodyHttpResponse<?> response) {
        MutableHttpResponse<?> answer = HttpResponse.status(response.code(), response.reason());
        Headers.pass(response.getHeaders(), answer.getHeaders(), SAID_ANEW);
        if (request.getMethod() == HttpMethod.HEAD || WITHOUT_BODY.contains(response.code())) {
            response.close();
            return answer;
        }
        return answer.body(ready(request, response.byteBody()));
    }

    /**
     * A body that gives nothing before it is asked to. One that streams may have begun already, and the server, when it is on the same event
     * loop, is not prepared for that.
     */
    private static ByteBody ready(ServerHttpRequest<?> request, ByteBody body) {
        return body instanceof AvailableByteBody
                ? body
                : request.byteBodyFactory().adapt(body.toReadBufferPublisher(), body.expectedLength());
    }

    /** Nobody was asked, or reached. */
    static ProblemException away(String service) {
        return new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE,
                Codes.NO_INSTANCE,
                "no instance of " + service
                        + " can be reached and nothing was changed: try again after Retry-After seconds");
    }

    /** Somebody was asked, and no answer came of it. */
    static ProblemException brokenOff(String service) {
        return new ProblemException(
                HttpStatus.BAD_GATEWAY,
                Codes.BAD_GATEWAY,
                service + " broke off, and may have handled the request: see whether it did before you send it again");
    }

    /** A caller that broke off within its request is no failure of ours, and hears nothing of it. */
    static Throwable unread(Throwable thrown) {
        return thrown instanceof EOFException
                ? new ProblemException(
                        HttpStatus.BAD_REQUEST, Codes.MALFORMED_REQUEST, "the body broke off: send all of it")
                : thrown;
    }

    /** Somebody was asked and has not answered yet. */
    static ProblemException late(String service) {
        return new ProblemException(
                HttpStatus.GATEWAY_TIMEOUT,
                Codes.GATEWAY_TIMEOUT,
                service
                        + " does not answer in time, and may handle the request yet: see whether it did before you send it again");
    }
}
