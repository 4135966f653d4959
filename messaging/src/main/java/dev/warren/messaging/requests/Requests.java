package dev.warren.messaging.requests;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.broker.Waits;
import dev.warren.messaging.requests.RequestException.Reason;
import dev.warren.messaging.tracing.Tracing;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks other services. Thread-safe; one channel and one consumer for the whole process, however many requests await an answer.
 *
 * <p>Nothing is stored and nothing repeated: a request lives until its deadline, and when the connection is lost, all that await an
 * answer fail at once, because their reply queue is gone with it.
 */
public final class Requests implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Requests.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final String service;
    private final Link link;
    private final Formats formats;
    private final Outstanding outstanding;
    private final Tracing tracing;
    private final CompositeMeterRegistry meters = new CompositeMeterRegistry();
    private final CompletableFuture<String> stopped = new CompletableFuture<>();
    private volatile Line line;

    /** @param link the publishing connection */
    public Requests(String service, Link link, Formats formats, RequestSettings settings, Tracing tracing) {
        this.service = service;
        this.link = link;
        this.formats = formats;
        this.outstanding = new Outstanding(settings.outstanding());
        this.tracing = tracing;
    }

    /** Opens the line in the background, again after every loss. */
    public void start() {
        Thread.ofPlatform().name("requests").daemon().start(this::keepOpen);
    }

    /** Asks in JSON; see {@link #ask(Request, Object, Duration, Format)}. */
    public <Q, A> CompletableFuture<A> ask(Request<Q, A> request, Q question, Duration deadline) {
        return ask(request, question, deadline, Format.JSON);
    }

    /**
     * Asks whoever answers this kind of request, within the trace that is current. Never blocks.
     *
     * @param deadline how long the answer is worth waiting for, from 1 ms on
     * @param format of the question, and wanted for the answer
     * @return completes on a virtual thread, exceptionally with a {@link RequestException}. Cancelled (this very future, not one derived
     *     from it), the request is forgotten, and its answer is dropped
     */
    public <Q, A> CompletableFuture<A> ask(Request<Q, A> request, Q question, Duration deadline, Format format) {
        var timing = Timer.start();
        Span span = tracing.asking(request.name(), Span.current().getSpanContext());
        CompletableFuture<A> answer = send(request, question, deadline, format, span.getSpanContext());
        answer.whenComplete((it, failure) -> {
            timing.stop(timer(request.name(), failure));
            if (failure == null) {
                span.end();
            } else {
                Tracing.fail(span, outcome(failure));
            }
        });
        return answer;
    }

    private <Q, A> CompletableFuture<A> send(
            Request<Q, A> request, Q question, Duration deadline, Format format, SpanContext trace) {
        Line open = line;
        if (open == null || link.isBlocked() || stopped.isDone()) {
            return CompletableFuture.failedFuture(new RequestException(
                    Reason.BROKER_AWAY, "%s was not asked: %s".formatted(request.name(), brokerTrouble())));
        }
        String id = UUID.randomUUID().toString();
        byte[] body = formats.write(format, question);
        var properties = RequestMessages.question(id, request.name(), open.queue(), format, deadline, trace);
        var answer = outstanding.await(
                id, request.name(), deadline, open, (reply, content) -> read(request, reply, content));
        // Another thread, because a socket may block where the deadline must not.
        outstanding.run(() -> publish(open, properties, body, answer));
        return answer;
    }

    /** Types are the requests of our own code, so there are few. */
    private Timer timer(String type, Throwable failure) {
        return Timer.builder("warren.requests")
                .description("Requests to other services, from the question to its answer or the end of waiting")
                .tags("type", type, "outcome", outcome(failure))
                .register(meters);
    }

    private static String outcome(Throwable failure) {
        return switch (failure) {
            case null -> "answered";
            case RequestException known -> known.reason().name().toLowerCase(Locale.ROOT);
            case CancellationException forgotten -> "cancelled";
            default -> "failed";
        };
    }

    private String brokerTrouble() {
        String trouble = link.trouble();
        return trouble == null ? "the broker takes no messages or the line is not open yet" : trouble;
    }

    private void publish(Line open, BasicProperties properties, byte[] body, CompletableFuture<?> answer) {
        if (answer.isDone()) {
            return;
        }
        try {
            open.publish(properties, body);
        } catch (IOException | ShutdownSignalException e) {
            outstanding.fail(properties.getCorrelationId(), Reason.BROKER_AWAY, "the request did not get out: " + e);
        }
    }

    private <A> A read(Request<?, A> request, BasicProperties reply, byte[] body) {
        if (!RequestMessages.isAnswer(reply)) {
            throw refusal(request, reply, body);
        }
        Format format = Format.of(reply.getContentType())
                .orElseThrow(() ->
                        unreadable(request, "is of content type " + reply.getContentType() + ", which was not asked"));
        try {
            return formats.read(format, body, request.answer());
        } catch (UnreadableBodyException e) {
            throw unreadable(request, e.getMessage());
        }
    }

    private RequestException refusal(Request<?, ?> request, BasicProperties reply, byte[] body) {
        var reason = RequestMessages.reason(reply);
        if (reason.isEmpty()) {
            return unreadable(request, "has no status that is known");
        }
        try {
            return new RequestException(
                    reason.get(), formats.read(Format.JSON, body, Refusal.class).detail());
        } catch (UnreadableBodyException e) {
            return unreadable(request, e.getMessage());
        }
    }

    private static RequestException unreadable(Request<?, ?> request, String why) {
        return new RequestException(Reason.UNREADABLE_ANSWER, "the answer to %s %s".formatted(request.name(), why));
    }

    private void keepOpen() {
        String said = null;
        try {
            do {
                Connection connection = link.await();
                if (connection == null) {
                    return;
                }
                try {
                    stayOn(connection);
                    said = null;
                } catch (IOException | RuntimeException e) {
                    String reason = String.valueOf(e.getCause() == null ? e : e.getCause());
                    if (!reason.equals(said)) {
                        log.warn("no requests can be asked: {}; trying on", reason);
                        said = reason;
                    }
                }
            } while (!Waits.happens(stopped, PAUSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stayOn(Connection connection) throws IOException {
        Line open = Line.open(connection, service, outstanding);
        try {
            line = open;
            CompletableFuture.anyOf(open.gone(), stopped).join();
        } finally {
            line = null;
            open.close();
        }
    }

    /** Whether requests can be asked at this moment. */
    public boolean isOpen() {
        return line != null;
    }

    /** How many await their answer. */
    public int outstanding() {
        return outstanding.count();
    }

    /** Answers that came when nobody awaited them any more, since the start. */
    public long late() {
        return outstanding.late();
    }

    public void measure(MeterRegistry meters) {
        this.meters.add(meters);
        Gauge.builder("warren.requests.outstanding", outstanding, Outstanding::count)
                .description("Requests that await their answer")
                .register(meters);
        FunctionCounter.builder("warren.requests.late", outstanding, Outstanding::late)
                .description("Answers that nobody awaited any more")
                .register(meters);
    }

    /** Fails what awaits an answer, and asks nothing more. */
    @Override
    public void close() {
        stopped.complete("the service stops");
        outstanding.close();
    }
}
