package dev.warren.messaging.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.messaging.Participant;
import dev.warren.messaging.retry.Rung;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Checks that what an administrator declares is there; a service has no right to declare it. */
final class Topology {

    private Topology() {}

    /** @throws IOException naming the first exchange or queue that is missing, and what to do */
    static void verify(Connection connection, Participant participant) throws IOException {
        check(connection, "exchange", participant.exchange(), c -> c.exchangeDeclarePassive(participant.exchange()));
        check(
                connection,
                "exchange",
                participant.ownExchange(),
                c -> c.exchangeDeclarePassive(participant.ownExchange()));
        for (var binding : participant.bindings()) {
            check(connection, "exchange", binding.exchange(), c -> c.exchangeDeclarePassive(binding.exchange()));
        }
        check(connection, "queue", participant.queue(), c -> c.queueDeclarePassive(participant.queue()));
        check(connection, "queue", participant.deadQueue(), c -> c.queueDeclarePassive(participant.deadQueue()));
        for (Rung rung : Rung.values()) {
            String queue = participant.retryQueue(rung);
            check(connection, "queue", queue, c -> c.queueDeclarePassive(queue));
        }
    }

    private interface Check {
        void on(Channel channel) throws IOException;
    }

    /** On a channel of its own: the broker closes the channel when the answer is no. */
    private static void check(Connection connection, String kind, String name, Check check) throws IOException {
        Channel channel = connection
                .openChannel()
                .orElseThrow(() -> new IOException("the connection has no channel left; raise channel_max"));
        try {
            check.on(channel);
            channel.close();
        } catch (IOException | TimeoutException e) {
            channel.abort();
            throw new IOException("%s %s cannot be used (%s): import deploy/rabbitmq/definitions.json"
                    .formatted(
                            kind,
                            name,
                            e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        }
    }
}
