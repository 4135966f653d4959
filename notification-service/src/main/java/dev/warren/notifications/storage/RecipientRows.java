package dev.warren.notifications.storage;

import dev.warren.events.UserId;
import dev.warren.notifications.Contact;
import dev.warren.notifications.Recipient;
import dev.warren.notifications.storage.Batches.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The rows of {@code recipients}. */
final class RecipientRows {

    private static final List<Column<Recipient>> COLUMNS = List.of(
            new Column<>("user_id", "uuid", it -> it.userId().value()),
            known("name", "text", Contact.Known::name),
            known("email", "text", Contact.Known::email),
            known("contact_sequence", "bigint", Contact.Known::sequence),
            new Column<>("is_erased", "boolean", it -> it.contact() instanceof Contact.Erased));

    private static final String LOCK = "select %s from recipients where user_id = any(?) order by user_id for update"
            .formatted(Batches.names(COLUMNS));
    private static final String INSERT = Batches.insert("recipients", COLUMNS);
    private static final String UPDATE = Batches.update("recipients", COLUMNS);

    private RecipientRows() {}

    private static Column<Recipient> known(String name, String type, Function<Contact.Known, Object> value) {
        return new Column<>(name, type, it -> it.contact() instanceof Contact.Known known ? value.apply(known) : null);
    }

    /** Locks them in the order of their keys; without their notifications. */
    static Map<UserId, Recipient> lock(Connection transaction, Collection<UserId> users) throws SQLException {
        try (var select = transaction.prepareStatement(LOCK)) {
            Object[] ids = users.stream().map(UserId::value).toArray();
            select.setArray(1, transaction.createArrayOf("uuid", ids));
            var recipients = new HashMap<UserId, Recipient>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var recipient = read(rows);
                    recipients.put(recipient.userId(), recipient);
                }
            }
            return recipients;
        }
    }

    private static Recipient read(ResultSet row) throws SQLException {
        return new Recipient(new UserId(row.getObject("user_id", UUID.class)), contact(row), Map.of());
    }

    private static Contact contact(ResultSet row) throws SQLException {
        if (row.getBoolean("is_erased")) {
            return new Contact.Erased();
        }
        String name = row.getString("name");
        return name == null
                ? new Contact.Unknown()
                : new Contact.Known(name, row.getString("email"), row.getLong("contact_sequence"));
    }

    static void insert(Connection transaction, Collection<Recipient> recipients) throws SQLException {
        Batches.write(transaction, INSERT, COLUMNS, recipients);
    }

    static void update(Connection transaction, Collection<Recipient> recipients) throws SQLException {
        Batches.write(transaction, UPDATE, COLUMNS, recipients);
    }
}
