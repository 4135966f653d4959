package dev.warren.messaging.requests;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.Participant;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.broker.Links;
import dev.warren.messaging.broker.Listener;
import dev.warren.messaging.broker.Upkeep;
import dev.warren.messaging.requests.RequestException.Reason;
import dev.warren.messaging.requests.RequestMessages.Received;
import dev.warren.messaging.tracing.Tracing;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Answers the requests of a service's queue, each on a virtual thread. As many are under way as may be unacknowledged; the rest stays
 * with the broker, which gives it to whichever instance is free. Every request is acknowledged, whatever became of it: none comes back
 * but those of an instance that died, and these only until they expire.
 */
public final class Answering implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Answering.class);
    private static final Duration AT_STOP = Duration.ofSeconds(2);

    private final Participant participant;
    private final Formats formats;
    private final Tracing tracing;
    private final Map<String, Answer<?, ?>> answers;
    private final Listener listener;
    private final ReplyChannel replies;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /** @throws IllegalArgumentException if these are not the requests that the participant says it answers */
    public Answering(
            Participant participant,
            Links links,
            Formats formats,
            List<Answer<?, ?>> answers,
            RequestSettings settings,
            Tracing tracing) {
        this.participant = participant;
        this.formats = formats;
        this.tracing = tracing;
        this.answers = answers.stream()
                .collect(Collectors.toUnmodifiableMap(it -> it.request().name(), Function.identity()));
        if (!this.answers.keySet().equals(participant.answers())) {
            throw new IllegalArgumentException("%s answers %s but has handlers for %s"
                    .formatted(participant.name(), participant.answers(), this.answers.keySet()));
        }
        this.replies = new ReplyChannel(links.publishing());
        this.listener = new Listener(
                links.consuming(), participant.requestQueue(), settings.concurrency(), new QueueIsThere(), this::take);
    }

    /** A lost binding needs no upkeep: callers learn at once that nobody answers. */
    private final class QueueIsThere implements Upkeep {

        @Override
        public Duration interval() {
            return Duration.ofMinutes(1);
        }

        @Override
        public void verify(Connection connection) throws IOException {
            Channel channel = connection.openChannel().orElseThrow(() -> new IOException("no channel left"));
            try {
                channel.queueDeclarePassive(participant.requestQueue());
            } finally {
                channel.abort();
            }
        }
    }

    /** Starts in the background. */
    public void start() {
        listener.start();
    }

    private void take(Delivery delivery) {
        long since = System.nanoTime();
        workers.execute(() -> {
            Span span = tracing.processing(participant.requestQueue(), delivery);
            try (var inSpan = span.makeCurrent()) {
                RequestMessages.question(delivery.properties())
                        .ifPresentOrElse(
                                question -> answer(question, delivery.body(), since),
                                () -> drop("it names no correlation id and reply queue"));
            } finally {
                acknowledge(delivery);
                span.end();
            }
        });
    }

    private void answer(Received question, byte[] body, long since) {
        try (var inTrace = MDC.putCloseable("trace_id", question.trace().getTraceId())) {
            if (isOver(question, since)) {
                drop("its deadline has passed");
                return;
            }
            reply(question, body);
        }
    }

    private static boolean isOver(Received question, long since) {
        return question.timeAllowed()
                .filter(it -> System.nanoTime() - since >= it.toNanos())
                .isPresent();
    }

    private void reply(Received question, byte[] body) {
        try {
            try {
                Format format = wanted(question);
                byte[] answer = formats.write(format, answerTo(question, body));
                replies.send(question.replyTo(), RequestMessages.answer(question, format), answer);
            } catch (RequestException e) {
                refuse(question, e.reason().isAnswered() ? e : failed(question, e));
            } catch (IOException | ShutdownSignalException e) {
                throw e;
            } catch (Exception | Error e) {
                refuse(question, failed(question, e));
            }
            answered.incrementAndGet();
        } catch (IOException | ShutdownSignalException e) {
            drop("its answer cannot be sent: " + e);
        }
    }

    private static Format wanted(Received question) {
        if (question.timeAllowed().isEmpty()) {
            throw new RequestException(Reason.BAD_REQUEST, "header time-allowed-ms must be a number of milliseconds");
        }
        return Format.of(question.accept())
                .orElseThrow(() -> new RequestException(
                        Reason.UNSUPPORTED_CONTENT_TYPE,
                        "answers are application/json or application/cbor, but another was wanted"));
    }

    private Object answerTo(Received question, byte[] body) throws Exception {
        Answer<?, ?> answer = question.type() == null ? null : answers.get(question.type());
        if (answer == null) {
            throw new RequestException(
                    Reason.BAD_REQUEST,
                    "%s answers %s only".formatted(participant.name(), Set.copyOf(answers.keySet())));
        }
        return answerTo(answer, question, body);
    }

    private <Q, A> A answerTo(Answer<Q, A> answer, Received question, byte[] body) throws Exception {
        Format format = Format.of(question.contentType())
                .orElseThrow(() -> new RequestException(
                        Reason.UNSUPPORTED_CONTENT_TYPE,
                        "questions are read as application/json or application/cbor, but this is another"));
        Q asked;
        try {
            asked = formats.read(format, body, answer.request().question());
        } catch (UnreadableBodyException e) {
            throw new RequestException(Reason.BAD_REQUEST, "the body " + e.getMessage());
        }
        return answer.handler().answer(asked);
    }

    private RequestException failed(Received question, Throwable e) {
        log.warn("{} of request {} could not be answered", question.type(), question.id(), e);
        return new RequestException(
                Reason.FAILED, "%s could not answer %s".formatted(participant.name(), question.type()));
    }

    private void refuse(Received question, RequestException e) throws IOException {
        byte[] body = formats.write(Format.JSON, new Refusal(e.reason().name(), e.detail()));
        replies.send(question.replyTo(), RequestMessages.refusal(question, e.reason()), body);
    }

    private void drop(String why) {
        dropped.incrementAndGet();
        log.debug("a request is dropped: {}", why);
    }

    private static void acknowledge(Delivery delivery) {
        try {
            delivery.channel().basicAck(delivery.tag(), false);
        } catch (IOException | ShutdownSignalException e) {
            log.debug("not acknowledged, so it may be answered twice: {}", e.getMessage());
        }
    }

    /** Why no requests are taken now, or null if they are. */
    public String trouble() {
        return listener.trouble();
    }

    /** Requests without an answer, since the start. */
    long dropped() {
        return dropped.get();
    }

    public void measure(MeterRegistry meters) {
        FunctionCounter.builder("warren.requests.answered", answered, AtomicLong::get)
                .description("Requests that were answered, refusals included")
                .register(meters);
        FunctionCounter.builder("warren.requests.dropped", dropped, AtomicLong::get)
                .description("Requests without an answer: past their deadline, nobody to answer to, or the broker away")
                .register(meters);
    }

    /** Takes no more and finishes what was taken. Blocks for at most four seconds, usually for none. */
    @Override
    public void close() throws InterruptedException {
        listener.close();
        workers.shutdown();
        workers.awaitTermination(AT_STOP.toMillis(), TimeUnit.MILLISECONDS);
    }
}
