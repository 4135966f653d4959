package dev.warren.messaging.outbox;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.messaging.broker.Waits;
import dev.warren.messaging.topology.Definitions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps messages back until the journal is up. A broker that starts lets clients in before its streams are there (3.10, half a second), and
 * what is published then reaches every queue but not the journal, confirmed all the same. Orders are worth more than a journal: one that
 * stays away is waited for no longer than ten seconds.
 */
final class JournalGate {

    private static final Logger log = LoggerFactory.getLogger(JournalGate.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(50);

    private JournalGate() {}

    /** @param closing when the service stops waiting */
    static void await(Connection connection, CompletableFuture<?> closing) throws IOException, InterruptedException {
        Instant until = Instant.now().plus(LONGEST);
        String trouble = trouble(connection);
        while (trouble != null && Instant.now().isBefore(until) && !Waits.happens(closing, LOOK)) {
            trouble = trouble(connection);
        }
        if (trouble != null) {
            log.warn("what is said from now on may be missing in the journal: {}", trouble);
        }
    }

    /** Null if it is up. On a channel of its own: the broker closes the channel when the answer is no. Needs no right. */
    private static String trouble(Connection connection) throws IOException {
        Channel channel = connection
                .openChannel()
                .orElseThrow(() -> new IOException("the connection has no channel left; raise channel_max"));
        try {
            channel.queueDeclarePassive(Definitions.JOURNAL);
            channel.close();
            return null;
        } catch (IOException | TimeoutException e) {
            channel.abort();
            if (!connection.isOpen()) {
                throw new IOException("the connection is closed", e);
            }
            return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        }
    }
}
