package dev.warren.messaging.deadletters;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that the service could not handle, as it stands in its table. Immutable.
 *
 * @param id of the dead letter, not of the message
 * @param messageId as its sender gave it; any text
 * @param type as its sender gave it, or null
 * @param reason of the last failure
 * @param handler the service that failed
 * @param attempts how often handling has failed, over all redrives
 * @param version counts changes; an edit names the one it has seen
 */
public record DeadLetter(
        UUID id,
        String messageId,
        String type,
        String reason,
        String handler,
        long attempts,
        Instant firstFailedAt,
        Instant lastFailedAt,
        Status status,
        int version,
        BasicProperties properties,
        byte[] body) {

    /** What is to become of it. */
    public enum Status {
        /** Waits for somebody to decide. */
        PARKED,
        /** Sent back to the service's queue; not known yet what became of it. */
        REDRIVEN,
        /** Sent back and handled. */
        HANDLED,
        /** Somebody decided that it need not be handled. */
        DISCARDED
    }

    boolean isOpen() {
        return status == Status.PARKED || status == Status.REDRIVEN;
    }
}
