package dev.warren.edge.gateway;

import io.micronaut.http.client.exceptions.HttpClientException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Why an instance did not answer. */
enum Failure {
    /** No connection: nothing was sent. */
    UNREACHABLE("cannot be reached"),

    /** The connection broke, or what came was no answer: the request may have been handled. */
    BROKEN("breaks its answers off"),

    /** No answer in time: the request may be handled yet. */
    TIMEOUT("does not answer in time"),

    /** It answered that it, or what it depends on, is not available. */
    UNWELL("answers that it is not available"),

    /** Nothing to do with the instance: the caller's request could not be read to its end. */
    NOT_ITS_OWN("");

    private final String words;

    Failure(String words) {
        this.words = words;
    }

    /** To follow the instance's name. */
    String words() {
        return words;
    }

    static Failure of(Throwable thrown) {
        if (thrown instanceof TimeoutException) {
            return TIMEOUT;
        }
        if (causes(thrown).anyMatch(Failure::isBeforeAnythingIsSent)) {
            return UNREACHABLE;
        }
        return thrown instanceof HttpClientException || isOfTheConnection(thrown) ? BROKEN : NOT_ITS_OWN;
    }

    /** The client throws as it is what kept it from writing; a caller that broke off is the end of a file. */
    private static boolean isOfTheConnection(Throwable thrown) {
        return thrown instanceof IOException && !(thrown instanceof EOFException);
    }

    private static boolean isBeforeAnythingIsSent(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException;
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
