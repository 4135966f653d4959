package dev.warren.messaging.retention;

import static dev.warren.messaging.retention.Aging.CLOCK;
import static dev.warren.messaging.retention.Aging.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.uuid.Generators;
import dev.warren.messaging.inbox.Inbox;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionIT {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final AgedRows INBOX = AgedRows.deleted("inbox", "handled_at", MONTH);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Aging aging;

    @BeforeEach
    void a_database() {
        aging = new Aging();
    }

    @AfterEach
    void the_end() {
        aging.close();
    }

    @Test
    void old_rows_go_and_young_ones_stay() throws Exception {
        aging.handled(3, MONTH.plus(A_MOMENT));
        aging.handled(4, MONTH);
        aging.handled(5, Duration.ZERO);

        assertThat(clean(INBOX, 100)).isEqualTo(3);
        assertThat(clean(INBOX, 100)).isZero();
        assertThat(aging.count("inbox")).isEqualTo(9);
    }

    @Test
    void the_oldest_go_first_and_no_more_than_a_batch() throws Exception {
        aging.handled(10, MONTH.plusDays(1));
        aging.handled(10, MONTH.plusDays(2));

        assertThat(clean(INBOX, 10)).isEqualTo(10);
        assertThat(aging.count("inbox where handled_at < timestamptz '%s' - interval '31 days'".formatted(NOW)))
                .isZero();
        assertThat(aging.count("inbox")).isEqualTo(10);
    }

    @Test
    void a_condition_spares_what_is_still_needed() throws Exception {
        for (String status : List.of("PARKED", "REDRIVEN", "HANDLED", "DISCARDED")) {
            aging.run("""
                    insert into dead_letters values (gen_random_uuid(), '%1$s', '', null, 'why', 'who', 1, '2020-01-01', '2020-01-01',
                    '%1$s', 1, '', '')""".formatted(status));
        }

        assertThat(clean(runtimeTable("dead_letters"), 100)).isEqualTo(2);
        assertThat(aging.count("dead_letters where status in ('PARKED', 'REDRIVEN')"))
                .isEqualTo(2);
    }

    @Test
    void every_table_of_the_runtime_can_be_cleaned() throws Exception {
        for (AgedRows table : runtimeTables()) {
            assertThat(clean(table, 100)).as(table.what()).isZero();
        }
        assertThat(runtimeTables())
                .extracting(AgedRows::what)
                .containsExactlyInAnyOrder("inbox", "suspects", "dead_letters", "dead_letter_audit", "redrives");
    }

    @Test
    void a_column_is_emptied_and_its_row_stays() throws Exception {
        aging.define("create table pages (bookmark text, at timestamptz)");
        aging.run(
                "insert into pages values ('old', '2020-01-01'), ('young', '%s'), (null, '2020-01-01')".formatted(NOW));
        var bookmarks = AgedRows.emptied("pages", "bookmark", "at", MONTH);

        assertThat(clean(bookmarks, 100)).isEqualTo(1);
        assertThat(clean(bookmarks, 100)).isZero();
        assertThat(aging.count("pages")).isEqualTo(3);
        assertThat(aging.count("pages where bookmark = 'young'")).isEqualTo(1);
        assertThat(aging.count("pages where bookmark is null")).isEqualTo(2);
    }

    @Test
    void what_another_transaction_holds_is_left_for_the_next_time() throws Exception {
        aging.handled(10, MONTH.plusDays(1));
        try (var other = aging.database.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select from inbox limit 4 for update");

            assertThat(clean(INBOX, 100)).isEqualTo(6);
            other.rollback();
        }
        assertThat(clean(INBOX, 100)).isEqualTo(4);
    }

    @Test
    void a_million_rows_go_while_batches_commit_without_waiting_for_a_lock() throws Exception {
        aging.handled(1_000_000, MONTH.plusDays(1));
        aging.run("analyze inbox");
        int committed = 0;
        try (var cleaner = cleaner(List.of(INBOX), 5_000);
                var batches = aging.database.getConnection()) {
            batches.setAutoCommit(false);
            // Whoever waits for a lock for longer fails, and the test with it.
            batches.createStatement().execute("set lock_timeout = '50ms'");
            batches.commit();
            cleaner.start(() -> true);
            long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (cleaned("inbox") < 1_000_000) {
                assertThat(System.nanoTime()).as("cleaned in two minutes").isLessThan(deadline);
                committed += new Inbox().insert(batches, someIds(256), NOW).size();
                batches.commit();
            }
        }
        assertThat(committed).as("messages handled meanwhile").isGreaterThan(256);
        assertThat(aging.count("inbox")).isEqualTo(committed);
    }

    @Test
    void two_instances_share_the_work() throws Exception {
        aging.handled(50_000, MONTH.plusDays(1));
        try (var one = cleaner(List.of(INBOX), 500);
                var other = cleaner(List.of(INBOX), 500)) {
            one.start(() -> true);
            other.start(() -> true);
            await().atMost(Duration.ofSeconds(60)).until(() -> aging.count("inbox") == 0);
        }
        assertThat(cleaned("inbox")).as("each row counted once").isEqualTo(50_000);
    }

    @Test
    void a_table_that_cannot_be_cleaned_is_tried_again_and_holds_up_no_other() throws Exception {
        aging.handled(3, MONTH.plusDays(1));
        var missing = AgedRows.deleted("papers", "at", MONTH);
        try (var cleaner = cleaner(List.of(missing, INBOX), 100)) {
            cleaner.start(() -> true);
            await().atMost(Duration.ofSeconds(20)).until(() -> cleaned("inbox") == 3);

            aging.define("create table papers as select timestamptz '2020-01-01' as at");
            await().atMost(Duration.ofSeconds(20)).until(() -> cleaned("papers") == 1);
        }
    }

    @Test
    void nothing_is_touched_before_the_database_is_ready() throws Exception {
        aging.handled(3, MONTH.plusDays(1));
        var asked = new CountDownLatch(2);
        try (var cleaner = cleaner(List.of(INBOX), 100)) {
            cleaner.start(() -> {
                asked.countDown();
                return false;
            });
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(aging.count("inbox")).isEqualTo(3);
    }

    private static List<AgedRows> runtimeTables() {
        var tables = new RuntimeTables();
        var settings = new RetentionSettings(MONTH, MONTH, MONTH, MONTH, Duration.ofMinutes(1), 100);
        return List.of(
                tables.inbox(settings),
                tables.suspects(settings),
                tables.closedDeadLetters(settings),
                tables.audit(settings),
                tables.redrives(settings));
    }

    private static AgedRows runtimeTable(String name) {
        return runtimeTables().stream()
                .filter(table -> table.what().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Cleaner cleaner(List<AgedRows> tables, int batchSize) {
        var settings = new RetentionSettings(MONTH, MONTH, MONTH, MONTH, Duration.ofSeconds(1), batchSize);
        return new Cleaner(aging.database, tables, settings, CLOCK, meters);
    }

    private int clean(AgedRows rows, int limit) throws SQLException {
        try (var connection = aging.database.getConnection()) {
            return rows.clean(connection, NOW, limit);
        }
    }

    private double cleaned(String table) {
        return meters.get("warren.retention.cleaned")
                .tag("table", table)
                .counter()
                .count();
    }

    private static List<UUID> someIds(int count) {
        var ids = Generators.timeBasedEpochGenerator();
        return Stream.generate(ids::generate).limit(count).toList();
    }
}
