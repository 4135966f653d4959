package dev.warren.messaging.batch;

import dev.warren.messaging.States;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.outbox.Outbox.Backlog;
import dev.warren.messaging.outbox.Outgoing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a service does once a second: sweep its outbox, know its backlog, and move deadlines by the time it could not publish. */
final class Housekeeping<S, I> {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    /** Shorter gaps are pauses of the machine, not outages. */
    private static final Duration SHORTEST_OUTAGE = Duration.ofSeconds(5);

    private static final int CLAIMED_AT_ONCE = 1000;

    /** Beyond it the figure tells nobody more. */
    private static final int OVERDUE_COUNTED = 1000;

    /**
     * @param capacity messages in the outbox beyond which commands are refused
     * @param claimAge how long a message stays with the instance that stored it before any instance may relay it
     */
    record Settings(int capacity, Duration claimAge) {}

    private final Database database;
    private final States<?, S, I> states;
    private final Outgoing outgoing;
    private final Settings settings;
    private final Every second = new Every(Duration.ofSeconds(1));
    private boolean publishing;
    private boolean outageCounted;
    private boolean moreWaits;
    private volatile Backlog backlog = new Backlog(0, null);
    private volatile int overdue;

    Housekeeping(Database database, States<?, S, I> states, Outgoing outgoing, Settings settings) {
        this.database = database;
        this.states = states;
        this.outgoing = outgoing;
        this.settings = settings;
    }

    Backlog backlog() {
        return backlog;
    }

    /** Deadlines that have passed and were not decided about yet, about a second ago. */
    int overdue() {
        return overdue;
    }

    boolean isFull() {
        return backlog.messages() >= settings.capacity();
    }

    int capacity() {
        return settings.capacity();
    }

    /** Whether deadlines may pass: only while messages go out, and only after they were moved by the time they did not. */
    boolean deadlinesRun() {
        return outgoing.isPublishing() && outageCounted;
    }

    /** Makes the next {@link #run} ask the database, to find out whether it is back. */
    void hurry() {
        second.hurry();
    }

    /** Does what is due; called often, on the writing thread. */
    void run(Instant now) throws SQLException {
        boolean before = publishing;
        publishing = outgoing.isPublishing();
        if (!publishing) {
            outageCounted = false;
        } else if (!before) {
            second.hurry();
        }
        boolean due = second.isDue(now);
        // A backlog drains as fast as it is confirmed, not by the second.
        if (due || publishing && moreWaits && outgoing.isHalfEmpty()) {
            moreWaits = false;
            try (Connection connection = database.connection()) {
                connection.setAutoCommit(false);
                keep(connection, now, due);
            }
        }
    }

    private void keep(Connection connection, Instant now, boolean due) throws SQLException {
        if (due && publishing) {
            moveDeadlines(connection, now);
        }
        int room = publishing ? Math.min(outgoing.room(), CLAIMED_AT_ONCE) : 0;
        List<Message> claimed =
                room == 0 ? List.of() : database.outbox().claim(connection, now, settings.claimAge(), room);
        var counted = due ? database.outbox().backlog(connection, settings.capacity()) : backlog;
        int late = due ? states.due(connection, now, OVERDUE_COUNTED).size() : overdue;
        connection.commit();
        backlog = counted;
        overdue = late;
        outageCounted = publishing && (due || outageCounted);
        moreWaits = room > 0 && claimed.size() == room;
        outgoing.offer(claimed);
    }

    /** Several instances share the row: each moves the deadlines only by what no other has counted. */
    private void moveDeadlines(Connection transaction, Instant now) throws SQLException {
        Instant last = database.publishing().lastAt(transaction);
        if (!last.isBefore(now)) {
            return;
        }
        var gap = Duration.between(last, now);
        if (gap.compareTo(SHORTEST_OUTAGE) > 0) {
            log.info("nothing could be published for {}: open deadlines move by as much", gap);
            states.postpone(transaction, gap);
        }
        database.publishing().at(transaction, now);
    }
}
