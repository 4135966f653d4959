package dev.warren.system.simulation;

import dev.warren.messaging.events.Message;
import dev.warren.messaging.outbox.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** An outbox to change one thing of. */
class ForwardingOutbox extends Outbox {

    private final Outbox kept;

    ForwardingOutbox(Outbox kept) {
        this.kept = kept;
    }

    @Override
    public void insert(Connection transaction, List<Message> messages, Instant now) throws SQLException {
        kept.insert(transaction, messages, now);
    }

    @Override
    public void delete(Connection transaction, Collection<UUID> confirmed) throws SQLException {
        kept.delete(transaction, confirmed);
    }

    @Override
    public List<Message> claim(Connection transaction, Instant now, Duration age, int limit) throws SQLException {
        return kept.claim(transaction, now, age, limit);
    }

    @Override
    public Backlog backlog(Connection transaction, int limit) throws SQLException {
        return kept.backlog(transaction, limit);
    }
}
