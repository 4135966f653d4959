package dev.warren.system.replay;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.local.LocalException;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.journal.Entry;
import dev.warren.messaging.journal.JournalReader;
import dev.warren.messaging.journal.Receiver;
import dev.warren.messaging.journal.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** The journal, as the administrator reads it: each event once, in the order in which the broker took them. */
public final class JournalSource implements Source {

    private static final int PREFETCH = 1_000;

    /** The broker goes by when it took a message, which clocks and a slow start may put before the time at which it was said. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    /** Times before 1970 are none to the broker. */
    private static final Instant EARLIEST = Instant.EPOCH.plus(MARGIN);

    private final ConnectionFactory administrator;
    private final Instant from;

    /** @param from when the first event of interest was said */
    public JournalSource(ConnectionFactory administrator, Instant from) {
        this.administrator = administrator;
        this.from = from.isBefore(EARLIEST) ? EARLIEST : from;
    }

    @Override
    public void each(Consumer<Told> consumer) throws InterruptedException {
        var end = new CompletableFuture<Void>();
        read(new Start.Since(from.minus(MARGIN)), PREFETCH, end, new Receiver() {
            @Override
            public void accept(Entry entry) {
                if (!end.isDone()) {
                    consumer.accept(told(entry));
                }
            }

            @Override
            public void caughtUp() {
                end.complete(null);
            }
        });
    }

    @Override
    public Optional<Instant> completeSince() throws InterruptedException {
        var first = new CompletableFuture<Optional<Instant>>();
        read(new Start.First(), 2, first, new Receiver() {
            @Override
            public void accept(Entry entry) {
                // Offset 0 is the first there ever was.
                first.complete(
                        entry.offset() == 0 ? Optional.empty() : told(entry).at());
            }

            @Override
            public void caughtUp() {
                first.complete(Optional.empty());
            }
        });
        return first.join();
    }

    private <T> void read(Start start, int prefetch, CompletableFuture<T> end, Receiver receiver)
            throws InterruptedException {
        var link = new Link("replay reads the journal", administrator::newConnection);
        try (var reader = new JournalReader(link, start, prefetch, receiver).start()) {
            reader.ended().whenComplete((ended, failure) -> {
                if (failure != null) {
                    end.completeExceptionally(failure);
                }
            });
            end.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LocalException expected) {
                throw expected;
            }
            throw new LocalException("JOURNAL_UNREADABLE", "the journal cannot be read: " + e.getCause(), e);
        }
    }

    /** As it was published: where it was in the stream is nobody else's business. */
    private static Told told(Entry entry) {
        BasicProperties properties = entry.properties();
        var headers = new HashMap<>(properties.getHeaders());
        headers.remove("x-stream-offset");
        return new Told(properties.builder().headers(headers).build(), entry.body());
    }
}
