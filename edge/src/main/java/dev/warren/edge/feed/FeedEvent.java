package dev.warren.edge.feed;

import dev.warren.messaging.journal.Mark;
import java.util.UUID;

/**
 * An event, ready to be sent to any number of readers.
 *
 * @param order its correlation, null if it belongs to no order
 * @param owner null if it is nobody's
 * @param block as it goes over the wire
 */
record FeedEvent(Mark mark, String type, String subject, String order, UUID owner, byte[] block) {

    long offset() {
        return mark.offset();
    }
}
