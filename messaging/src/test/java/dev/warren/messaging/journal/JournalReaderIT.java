package dev.warren.messaging.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.journal.JournalWorld.Notes;
import dev.warren.messaging.journal.Start.After;
import dev.warren.messaging.journal.Start.First;
import dev.warren.messaging.journal.Start.Offset;
import dev.warren.messaging.journal.Start.Since;
import dev.warren.messaging.journal.Start.Tail;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class JournalReaderIT {

    @Test
    void it_begins_where_it_is_told_and_goes_on_with_what_comes() throws Exception {
        try (var world = new JournalWorld(Map.of())) {
            world.writeNumbers(0, 9);

            var all = world.reader(new First());
            var some = world.reader(new Offset(7));
            var later = world.reader(new Since(Instant.now().plusSeconds(60)));
            all.await(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, "caught up");
            some.await(7, 8, 9, "caught up");
            later.await("caught up");
            var last = world.reader(new Tail(1));
            await().until(() -> last.given.contains("caught up"));
            world.write(10);

            all.await(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, "caught up", 10);
            some.await(7, 8, 9, "caught up", 10);
            await().untilAsserted(() -> assertThat(last.given).endsWith("10").doesNotContain("0"));
            assertThat(all.entries)
                    .extracting(Entry::offset)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(0, 10).boxed().toList());
        }
    }

    @Test
    void an_empty_journal_is_waited_for() throws Exception {
        try (var world = new JournalWorld(Map.of())) {
            var reader = world.reader(new Tail(100));
            reader.await("caught up");
            world.write("a");
            reader.await("caught up", "a");
        }
    }

    @Test
    void what_was_published_twice_is_given_once_by_every_reader_that_begins_between_the_two() throws Exception {
        try (var world = new JournalWorld(Map.of())) {
            world.write("a", "b", "c");
            var all = world.reader(new First());
            all.await("a", "b", "c", "caught up");
            Mark c = all.entries.getLast().mark();
            world.write("d", "a", "c", "e");

            all.await("a", "b", "c", "caught up", "d", "e");
            var rest = world.reader(new After(c));
            await().untilAsserted(() -> assertThat(rest.ids()).containsExactly("d", "e"));
            world.write("d", "f");
            await().untilAsserted(() -> assertThat(rest.ids()).containsExactly("d", "e", "f"));
            assertThat(all.reader.duplicates()).isEqualTo(3);
        }
    }

    @Test
    void a_connection_that_breaks_again_and_again_costs_and_repeats_nothing() throws Exception {
        try (var world = new JournalWorld(Map.of())) {
            var reader = world.reader(new First());
            for (int hundred = 0; hundred < 5; hundred++) {
                world.writeNumbers(hundred * 100L, hundred * 100L + 99);
                int enough = hundred * 100 + 10;
                await().atMost(Duration.ofSeconds(30)).until(() -> reader.entries.size() > enough);
                world.cut();
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> reader.ids().contains("499"));
            assertThat(reader.ids())
                    .containsExactlyElementsOf(
                            LongStream.range(0, 500).mapToObj(Long::toString).toList());
            assertThat(reader.given).doesNotContain("gap");
        }
    }

    @Test
    void who_is_slow_holds_up_nobody_and_loses_nothing() throws Exception {
        try (var world = new JournalWorld(Map.of())) {
            var go = new CountDownLatch(1);
            var slow = world.reader(new First(), new Notes() {
                @Override
                public void accept(Entry entry) throws InterruptedException {
                    go.await();
                    super.accept(entry);
                }
            });
            var quick = world.reader(new First());
            world.writeNumbers(1, 1000);

            await().atMost(Duration.ofSeconds(30)).until(() -> quick.entries.size() == 1000);
            assertThat(slow.entries).isEmpty();
            go.countDown();
            await().atMost(Duration.ofSeconds(30)).until(() -> slow.entries.size() == 1000);
            assertThat(slow.ids()).isEqualTo(quick.ids());
        }
    }

    @Test
    void who_was_away_for_longer_than_the_journal_keeps_is_told_and_begins_with_what_is_kept() throws Exception {
        var arguments =
                Map.<String, Object>of("x-max-length-bytes", 20_000L, "x-stream-max-segment-size-bytes", 5_000L);
        try (var world = new JournalWorld(arguments)) {
            world.write("a");
            var first = world.reader(new First());
            first.await("a", "caught up");
            first.reader.close();
            for (int i = 0; i < 100; i++) {
                world.write(new byte[1_000], i);
            }

            var back = world.reader(new After(first.entries.getFirst().mark()));
            await().atMost(Duration.ofSeconds(30)).until(() -> back.given.contains("99"));
            assertThat(back.given).startsWith("gap").doesNotContain("a", "0");
            assertThat(back.entries.getFirst().offset()).isPositive();
        }
    }

    @Test
    void a_journal_that_was_made_anew_is_noticed_and_read_from_its_beginning() throws Exception {
        try (var world = new JournalWorld(Map.of())) {
            world.writeNumbers(1, 20);
            var reader = world.reader(new Tail(2));
            await().until(() -> reader.ids().contains("20"));
            reader.entries.clear();
            world.makeAnew();
            world.write("a", "b");

            await().atMost(Duration.ofSeconds(30)).until(() -> reader.ids().contains("b"));
            assertThat(reader.ids()).containsExactly("a", "b");
            assertThat(reader.given).contains("gap");
        }
    }

    @Test
    void a_place_that_a_new_journal_has_not_reached_is_noticed_though_others_go_on_writing() throws Exception {
        try (var world = new JournalWorld(Map.of())) {
            world.write("a");
            var reader = world.reader(new After(new Mark(10_000, "b")));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                world.write("more");
                return reader.given.contains("gap");
            });
            await().until(() -> reader.given.contains("a"));
        }
    }

    @Test
    void a_broker_that_is_silent_for_a_while_is_not_at_its_end() throws Exception {
        try (var world = new JournalWorld(Map.of())) {
            world.writeNumbers(0, 99);
            var reader = world.reader(new Since(Instant.EPOCH.plusSeconds(1)), new Notes() {
                @Override
                public void accept(Entry entry) throws InterruptedException {
                    if (entry.offset() == 10) {
                        world.fallSilent();
                    }
                    super.accept(entry);
                }
            });
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> reader.entries.size() > 10 && !reader.given.contains("caught up"));
            world.goOn();
            await().until(() -> reader.given.contains("caught up"));
            assertThat(reader.given).hasSize(101).endsWith("99", "caught up");
        }
    }

    @Test
    void a_place_that_is_kept_is_found_however_long_the_broker_takes() throws Exception {
        try (var world = new JournalWorld(Map.of())) {
            for (int i = 0; i < 100; i++) {
                world.write(new byte[1_000], i);
            }
            var first = world.reader(new First());
            await().until(() -> first.entries.size() == 100);
            world.fallSilentAfter(40_000);
            var back = world.reader(new After(first.entries.get(97).mark()));
            await().during(Duration.ofSeconds(6)).atMost(Duration.ofSeconds(30)).until(back.given::isEmpty);
            world.goOn();
            back.await("98", "99", "caught up");
        }
    }

    @Test
    void a_receiver_that_fails_ends_the_reading_and_says_why() throws Exception {
        try (var world = new JournalWorld(Map.of())) {
            world.write("a", "b");
            var reader = world.reader(new First(), new Notes() {
                @Override
                public void accept(Entry entry) {
                    throw new IllegalStateException("no more");
                }
            });
            assertThatThrownBy(() -> reader.reader.ended().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("no more");
        }
    }
}
