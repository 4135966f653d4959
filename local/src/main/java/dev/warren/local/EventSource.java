package dev.warren.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads a feed of server-sent events, and again from the last id on when it breaks off, as browsers do. Holds no thread. Each
 * instance reads once; thread-safe.
 */
public final class EventSource implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** @param id the last that was told, null if none was */
    public record Event(String id, String type, String data) {}

    /** What happens. Called by one thread at a time. */
    public interface Listener {

        /** The feed answers, for the first time or again. */
        default void opened() {}

        void event(Event event);

        /** The feed has broken off, or cannot be reached; it is tried again. */
        default void interrupted(String why) {}
    }

    private final HttpClient http;
    private final URI feed;
    private final Consumer<HttpRequest.Builder> headers;
    private final Listener listener;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile EventLines lines;
    private volatile Flow.Subscription connection;

    /** @param headers adds what each request needs, such as a token */
    public EventSource(HttpClient http, URI feed, Consumer<HttpRequest.Builder> headers, Listener listener) {
        this.http = http;
        this.feed = feed;
        this.headers = headers;
        this.listener = listener;
    }

    /** Begins to read and returns at once. @param lastId where to go on; null for what comes from now on */
    public EventSource open(String lastId) {
        lines = new EventLines(lastId);
        connect();
        return this;
    }

    /** The last id that was told; null if none was. */
    public String lastId() {
        return lines.lastId();
    }

    /** Completes when it is closed; exceptionally, with {@code FEED_REFUSED}, when asking again is of no use. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    private void connect() {
        lines = new EventLines(lines.lastId());
        var request = HttpRequest.newBuilder(feed).header("Accept", "text/event-stream");
        headers.accept(request);
        if (lines.lastId() != null) {
            request.header("Last-Event-ID", lines.lastId());
        }
        http.sendAsync(
                        request.build(),
                        answer -> answer.statusCode() == 200
                                ? BodySubscribers.fromLineSubscriber(
                                        new Lines(), it -> "", StandardCharsets.UTF_8, null)
                                : BodyHandlers.ofString().apply(answer))
                .whenComplete(this::over);
    }

    private void over(HttpResponse<String> answer, Throwable failed) {
        if (ended.isDone()) {
            return;
        }
        if (answer != null && answer.statusCode() >= 400 && answer.statusCode() < 500) {
            ended.completeExceptionally(new LocalException(
                    "FEED_REFUSED", "%s was answered %d %s".formatted(feed, answer.statusCode(), answer.body())));
            return;
        }
        listener.interrupted(why(answer, failed));
        Executor later = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(() -> {
            if (!ended.isDone()) {
                connect();
            }
        });
    }

    private static String why(HttpResponse<String> answer, Throwable failed) {
        if (failed == null) {
            return answer.statusCode() == 200 ? "it ended" : "it was answered " + answer.statusCode();
        }
        Throwable cause =
                failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
        ended.complete(null);
        if (connection != null) {
            connection.cancel();
        }
    }

    private final class Lines implements Flow.Subscriber<String> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            connection = subscription;
            if (ended.isDone()) {
                subscription.cancel();
                return;
            }
            listener.opened();
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (!ended.isDone()) {
                lines.take(line).ifPresent(listener::event);
            }
        }

        @Override
        public void onError(Throwable thrown) {
            // Told to whoever waits for the answer.
        }

        @Override
        public void onComplete() {
            // Told to whoever waits for the answer.
        }
    }
}
