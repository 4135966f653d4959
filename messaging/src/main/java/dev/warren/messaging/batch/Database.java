package dev.warren.messaging.batch;

import dev.warren.messaging.inbox.Inbox;
import dev.warren.messaging.inbox.Suspects;
import dev.warren.messaging.outbox.Outbox;
import dev.warren.messaging.outbox.Publishing;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The service's database and the runtime's own tables in it. */
public record Database(DataSource source, Inbox inbox, Outbox outbox, Suspects suspects, Publishing publishing) {

    public static Database of(DataSource source) {
        return new Database(source, new Inbox(), new Outbox(), new Suspects(), new Publishing());
    }

    Connection connection() throws SQLException {
        return source.getConnection();
    }
}
