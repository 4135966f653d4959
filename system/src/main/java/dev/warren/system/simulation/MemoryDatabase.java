package dev.warren.system.simulation;

import dev.warren.messaging.batch.Database;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.inbox.Inbox;
import dev.warren.messaging.inbox.Suspects;
import dev.warren.messaging.outbox.Outbox;
import dev.warren.messaging.outbox.Publishing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The database of a service, in memory, and the runtime's own tables in it. In one thread no two transactions overlap, so one is
 * a list of changes that its commit makes; that another one was faster is a fault like others.
 */
final class MemoryDatabase {

    /** A message and since when somebody claims to relay it. */
    record Waiting(Message message, Instant claimedAt) {}

    private final Chance chance;
    private final Connection connection = Proxies.of(Connection.class, this::call);
    private final List<Runnable> pending = new ArrayList<>();
    private boolean autoCommit;

    final Set<UUID> inbox = new HashSet<>();
    final Map<UUID, Waiting> outbox = new LinkedHashMap<>();

    /** Every message as it was stored first: said again it has the same id and may have another cause. */
    final Map<UUID, Message> said = new HashMap<>();

    private final Map<UUID, Integer> suspects = new HashMap<>();
    private Instant publishedAt;

    MemoryDatabase(Chance chance, Instant now) {
        this.chance = chance;
        this.publishedAt = now;
    }

    /** As the runtime sees it. */
    Database tables() {
        return new Database(
                Proxies.of(DataSource.class, this::connect),
                new MemoryInbox(),
                new MemoryOutbox(),
                new MemorySuspects(),
                new MemoryPublishing());
    }

    boolean hasOutbox() {
        return !outbox.isEmpty();
    }

    /** Its service can publish, and has told so. */
    void publishes(Instant now) {
        publishedAt = now;
    }

    /** A change that is made when the transaction commits. */
    void change(Runnable change) {
        if (autoCommit) {
            change.run();
        } else {
            pending.add(change);
        }
    }

    private Object connect(String method, Object[] arguments) throws SQLException {
        if (!method.equals("getConnection")) {
            throw Proxies.unknown("data source", method);
        }
        if (chance.happens(Fault.DATABASE_AWAY)) {
            throw new SQLException("the database is away", "08001");
        }
        pending.clear();
        autoCommit = true;
        return connection;
    }

    private Object call(String method, Object[] arguments) throws SQLException {
        switch (method) {
            case "setAutoCommit" -> autoCommit = (boolean) arguments[0];
            case "commit" -> commit();
            case "rollback", "close" -> pending.clear();
            default -> throw Proxies.unknown("connection", method);
        }
        return null;
    }

    private void commit() throws SQLException {
        if (pending.isEmpty()) {
            return;
        }
        failBefore();
        pending.forEach(Runnable::run);
        pending.clear();
        if (chance.happens(Fault.CRASH_AFTER_COMMIT)) {
            throw new Crash();
        }
        if (chance.happens(Fault.COMMIT_UNKNOWN_BUT_DONE)) {
            throw new SQLException("the connection broke during the commit", "08007");
        }
    }

    private void failBefore() throws SQLException {
        if (chance.happens(Fault.CRASH_BEFORE_COMMIT)) {
            throw new Crash();
        }
        if (chance.happens(Fault.COMMIT_UNKNOWN_AND_UNDONE)) {
            throw new SQLException("the connection broke during the commit", "08007");
        }
        if (chance.happens(Fault.COLLISION)) {
            throw new SQLException("deadlock detected", "40P01");
        }
        if (chance.happens(Fault.ROW_TAKEN)) {
            throw new SQLException("another instance was faster", "23505");
        }
    }

    private final class MemoryInbox extends Inbox {
        @Override
        public Set<UUID> insert(Connection transaction, Collection<UUID> ids, Instant now) {
            var fresh = new LinkedHashSet<>(ids);
            fresh.removeAll(inbox);
            if (!fresh.isEmpty()) {
                change(() -> inbox.addAll(fresh));
            }
            return fresh;
        }

        @Override
        public void remove(Connection transaction, Collection<UUID> ids) {
            if (!ids.isEmpty()) {
                change(() -> inbox.removeAll(ids));
            }
        }
    }

    private final class MemoryOutbox extends Outbox {
        @Override
        public void insert(Connection transaction, List<Message> messages, Instant now) {
            for (Message message : messages) {
                change(() -> {
                    outbox.putIfAbsent(message.id(), new Waiting(message, now));
                    said.putIfAbsent(message.id(), message);
                });
            }
        }

        @Override
        public void delete(Connection transaction, Collection<UUID> confirmed) {
            if (!confirmed.isEmpty()) {
                change(() -> outbox.keySet().removeAll(confirmed));
            }
        }

        @Override
        public List<Message> claim(Connection transaction, Instant now, Duration age, int limit) {
            var before = now.minus(age);
            var claimed = outbox.values().stream()
                    .filter(waiting -> waiting.claimedAt().isBefore(before))
                    .limit(limit)
                    .map(Waiting::message)
                    .toList();
            claimed.forEach(message -> change(() -> outbox.replace(message.id(), new Waiting(message, now))));
            return claimed;
        }

        @Override
        public Backlog backlog(Connection transaction, int limit) {
            return new Backlog(Math.min(outbox.size(), limit), null);
        }
    }

    private final class MemorySuspects extends Suspects {
        private static final int MOST_ATTEMPTS = 3;

        @Override
        public boolean mayBeTried(Connection transaction, UUID message, Instant now) {
            return suspects.merge(message, 1, Integer::sum) <= MOST_ATTEMPTS;
        }

        @Override
        public void clear(Connection transaction, UUID message) {
            suspects.remove(message);
        }
    }

    private final class MemoryPublishing extends Publishing {
        @Override
        public Instant lastAt(Connection transaction) {
            return publishedAt;
        }

        @Override
        public void at(Connection transaction, Instant now) {
            change(() -> publishedAt = now);
        }
    }
}
