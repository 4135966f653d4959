package dev.warren.messaging.deadletters;

import io.micronaut.core.annotation.Nullable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What people did about dead letters: written with the deed, in its transaction, and never changed. */
public final class Audit {

    /** Something that somebody did. */
    public enum Action {
        REDRIVEN,
        EDITED,
        DISCARDED,
        /** It went with the personal data of its subject. */
        ERASED
    }

    /**
     * One deed.
     *
     * @param note the reason that was given, or null
     */
    public record Entry(
            Action action, String byWhom, @Nullable String note, Instant at) {}

    void write(Connection transaction, DeadLetter letter, Entry entry) throws SQLException {
        try (var insert = transaction.prepareStatement("""
                insert into dead_letter_audit (dead_letter_id, message_id, action, by_whom, note, at)
                values (?, ?, ?, ?, ?, ?)""")) {
            insert.setObject(1, letter.id());
            insert.setString(2, letter.messageId());
            insert.setString(3, entry.action().name());
            insert.setString(4, entry.byWhom());
            insert.setString(5, entry.note());
            insert.setObject(6, DeadLetterRows.at(entry.at()));
            insert.executeUpdate();
        }
    }

    /** What was done about a dead letter, oldest first. */
    List<Entry> of(Connection connection, UUID letter) throws SQLException {
        try (var select = connection.prepareStatement(
                "select action, by_whom, note, at from dead_letter_audit where dead_letter_id = ? order by id")) {
            select.setObject(1, letter);
            var entries = new ArrayList<Entry>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Entry(
                            Action.valueOf(rows.getString(1)),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getObject(4, OffsetDateTime.class).toInstant()));
                }
            }
            return entries;
        }
    }
}
