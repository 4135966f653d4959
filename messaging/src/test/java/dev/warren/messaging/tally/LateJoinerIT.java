package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.local.TestDatabase;
import dev.warren.messaging.FailPoint;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.replay.Replays;
import dev.warren.messaging.tally.TallyService.Setup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service is added that wants to know what was said before it came. */
class LateJoinerIT {

    private static final int HALTED = 137;

    private final UUID[] tallies = Stream.generate(TallyWorld::aTally).limit(3).toArray(UUID[]::new);
    private TallyWorld world;
    private TallyService early;
    private Surroundings elsewhere;
    private Books lateBooks;

    @BeforeEach
    void others_have_listened_from_the_start() {
        world = new TallyWorld();
        early = world.service().start().awaitWorking();
        elsewhere = world.surroundings.with(TestDatabase.fresh());
        lateBooks = new Books(elsewhere);
    }

    @AfterEach
    void stop() throws InterruptedException {
        early.close();
        world.close();
    }

    @Test
    void it_ends_with_the_state_of_one_that_listened_from_the_start_with_events_flowing_meanwhile() throws Exception {
        ask(500);
        world.importDefinitions(TallyService.LATE);
        ask(20);
        var over = new AtomicBoolean();
        var asking = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                ask(3);
            }
        });
        try (var late = late()) {
            late.awaitWorking();
            over.set(true);
            asking.get();
            ask(3);
            awaitEqualBooks();
            assertThat(late.metered("warren.messages.parked")).isZero();
        }
        try (var again = late().awaitWorking()) {
            ask(3);
            awaitEqualBooks();
            assertThat(again.metered("warren.messages.handled"))
                    .as("it has caught up once and for all")
                    .isEqualTo(3);
        }
    }

    @Test
    void a_crash_in_the_middle_of_it_loses_nothing_and_counts_nothing_twice() throws Exception {
        ask(300);
        world.importDefinitions(TallyService.LATE);
        try (var dying = TallyProcess.dyingAt(FailPoint.AFTER_PUBLISH, 40, elsewhere, "-Dtally.late=true")) {
            ask(30);
            assertThat(dying.awaitEnd()).isEqualTo(HALTED);
        }
        assertThat(lateBooks.handled()).isBetween(1L, 329L);
        try (var next = late().awaitWorking()) {
            awaitEqualBooks();
        }
    }

    @Test
    void broker_and_database_that_are_lost_together_lose_nothing_of_a_chunk_that_was_delivered_whole()
            throws Exception {
        var together = new ArrayList<Message>();
        for (int i = 0; i < 4_000; i++) {
            together.add(world.asked(tallies[i % tallies.length], 1));
            world.owe(tallies[i % tallies.length], 1);
        }
        world.wire.publishTogether(together);
        world.importDefinitions(TallyService.LATE);
        try (var broker = elsewhere.brokerDoor();
                var database = elsewhere.databaseDoor();
                var late = new TallyService(
                                elsewhere.withBroker(broker).withDatabase(database),
                                Setup.usual().with(TallyService.LATE).with(TallyConfiguration.batches(8, 16)))
                        .start()) {
            await().pollInterval(Duration.ofMillis(5)).ignoreExceptions().until(() -> lateBooks.handled() > 0);
            database.shut();
            broker.cut();
            long handled = lateBooks.handled();
            await().during(Duration.ofSeconds(3)).until(() -> lateBooks.handled() == handled);
            database.open();
            late.awaitWorking();
            awaitEqualBooks();
        }
    }

    @Test
    void what_it_says_because_of_history_is_marked_as_history_and_what_it_says_live_is_not() {
        ask(3);
        world.importDefinitions(TallyService.LATE);
        try (var late = late().awaitWorking()) {
            ask(3);
            awaitEqualBooks();
            for (UUID tally : tallies) {
                await().untilAsserted(() -> assertThat(world.witness.about(tally).stream()
                                .filter(heard -> heard.properties().getAppId().equals("late-service"))
                                .map(heard -> Replays.run(heard.properties()).isPresent()))
                        .containsExactlyInAnyOrder(true, false));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_is_replayed_changes_nothing_where_nobody_learns_from_it_and_what_was_missed_is_handled_after_all() {
        world.ask(tallies[0], 3);
        Message missed = world.asked(tallies[1], 5);
        publishToQueue(new Message(missed.id(), "", "", Replays.marked(missed.properties(), "a run"), missed.body()));
        await().until(() -> early.metered("warren.replays.left.alone") == 1);
        assertThat(world.books.inboxHolds(missed.id())).isFalse();
        world.awaitAccountsInOrder();
        publishToQueue(missed);
        publishToQueue(missed);
        world.owe(tallies[1], 5);
        world.awaitAccountsInOrder();
        await().until(() -> early.metered("warren.messages.duplicate") == 1);
    }

    private void publishToQueue(Message message) {
        world.wire.publish("", TallyService.TALLY.queue(), message.properties(), message.body());
    }

    private TallyService late() {
        return new TallyService(
                        elsewhere, Setup.usual().with(TallyService.LATE).with(TallyConfiguration.batches(32, 64)))
                .start();
    }

    private void awaitEqualBooks() {
        world.awaitCounted();
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(totals(lateBooks)).isEqualTo(totals(world.books)));
    }

    private Map<UUID, Long> totals(Books books) {
        var totals = new TreeMap<UUID, Long>();
        for (UUID tally : tallies) {
            totals.put(tally, books.total(tally));
        }
        return totals;
    }

    private void ask(int times) {
        for (int i = 0; i < times; i++) {
            world.ask(tallies[i % tallies.length], i + 1);
        }
    }
}
