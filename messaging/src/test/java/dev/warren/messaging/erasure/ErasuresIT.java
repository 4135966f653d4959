package dev.warren.messaging.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.local.TestDatabase;
import dev.warren.messaging.Privacy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class ErasuresIT {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String LETTER = """
            insert into dead_letters (id, message_id, body_hash, type, reason, handler, attempts,
                                      first_failed_at, last_failed_at, status, version, properties, body)
            values (?, ?, decode(md5(?), 'hex'), ?, 'bad', 'test', 1, now(), now(), 'PARKED', 1, ?, ?)""";

    private final Erasures erasures = new Erasures(new Privacy(Optional.of("person.erased.v1"), Set.of("order.v1")));
    private final UUID ada = UUID.randomUUID();
    private final UUID eve = UUID.randomUUID();
    private final PGSimpleDataSource database = new PGSimpleDataSource();

    @BeforeEach
    void a_database() {
        var fresh = TestDatabase.fresh();
        database.setUrl(fresh.jdbcUrl());
        database.setUser(fresh.user());
        database.setPassword(fresh.password());
        Flyway.configure()
                .dataSource(fresh.jdbcUrl(), fresh.owner(), fresh.password())
                .locations("classpath:db/messaging")
                .load()
                .migrate();
    }

    @Test
    void dead_letters_go_with_their_subject_wherever_it_is_named() throws SQLException {
        letter("in the body", "person.v1", "", "x" + ada);
        letter("in the properties", "person.v1", "subject " + ada, "");
        letter("of a type that nobody knows", null, "", ada + "x");
        letter("of somebody else", "person.v1", "", eve.toString());
        letter("of nobody", "person.v1", "", "");
        letter("of an order", "order.v1", "", ada.toString());

        erase(ada);

        assertThat(texts("select message_id from dead_letters"))
                .containsExactlyInAnyOrder("of somebody else", "of nobody", "of an order");
        assertThat(texts("select message_id || ' ' || action || ' ' || by_whom from dead_letter_audit"))
                .containsExactlyInAnyOrder(
                        "in the body ERASED person.erased.v1",
                        "in the properties ERASED person.erased.v1",
                        "of a type that nobody knows ERASED person.erased.v1");
    }

    @Test
    void what_people_noted_about_such_a_letter_goes_as_well() throws SQLException {
        letter("a letter", "person.v1", "", ada.toString());
        run("""
                insert into dead_letter_audit (dead_letter_id, message_id, action, by_whom, note, at)
                select id, message_id, 'EDITED', 'operator', 'moved to Paris', now() from dead_letters""");

        erase(ada);

        assertThat(texts("select action from dead_letter_audit where note is null"))
                .containsExactlyInAnyOrder("EDITED", "ERASED");
        assertThat(texts("select note from dead_letter_audit where note is not null"))
                .isEmpty();
    }

    @Test
    void what_comes_late_is_not_kept() throws SQLException {
        erase(ada);
        erase(ada);

        assertThat(mustForget("person.v1", "name of " + ada)).isTrue();
        assertThat(mustForget(null, "name of " + ada)).isTrue();
        assertThat(mustForget("order.v1", "order of " + ada)).isFalse();
        assertThat(mustForget("person.v1", "name of " + eve)).isFalse();
        assertThat(texts("select message_id from dead_letter_audit")).containsExactly("late", "late");
    }

    @Test
    void an_erasure_waits_for_a_letter_that_is_being_stored_and_takes_it_along() throws Exception {
        try (Connection storing = database.getConnection()) {
            storing.setAutoCommit(false);
            erasures.holdOff(storing);
            var erasing = CompletableFuture.runAsync(this::eraseAda);
            await().until(() ->
                    texts("select 'waits' from pg_locks where not granted").contains("waits"));
            letter(storing, "stored meanwhile", "person.v1", "", ada.toString());
            storing.commit();
            erasing.join();
        }
        assertThat(texts("select message_id from dead_letters")).isEmpty();
    }

    private void eraseAda() {
        try {
            erase(ada);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void erase(UUID subject) throws SQLException {
        try (Connection transaction = database.getConnection()) {
            erasures.erase(transaction, List.of(subject), NOW);
        }
    }

    private boolean mustForget(String type, String body) throws SQLException {
        try (Connection transaction = database.getConnection()) {
            return erasures.mustForget(transaction, "late", Optional.ofNullable(type), new byte[0], bytes(body), NOW);
        }
    }

    private void letter(String messageId, String type, String properties, String body) throws SQLException {
        try (Connection connection = database.getConnection()) {
            letter(connection, messageId, type, properties, body);
        }
    }

    private static void letter(Connection connection, String messageId, String type, String properties, String body)
            throws SQLException {
        try (var insert = connection.prepareStatement(LETTER)) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, messageId);
            insert.setString(3, body);
            insert.setString(4, type);
            insert.setBytes(5, bytes(properties));
            insert.setBytes(6, bytes(body));
            insert.executeUpdate();
        }
    }

    private static byte[] bytes(String text) {
        // Neither a header nor a body need be text from end to end.
        return ("\u0000" + text + "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
