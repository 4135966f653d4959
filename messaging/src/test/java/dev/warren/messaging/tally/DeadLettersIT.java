package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.Privacy;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.deadletters.Audit;
import dev.warren.messaging.deadletters.DeadLetter;
import dev.warren.messaging.deadletters.DeadLetter.Status;
import dev.warren.messaging.deadletters.DeadLetters;
import dev.warren.messaging.deadletters.Edit;
import dev.warren.messaging.deadletters.Filter;
import dev.warren.messaging.deadletters.Redrive;
import dev.warren.messaging.deadletters.RefusedException;
import dev.warren.messaging.events.Message;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What could not be handled is in a table, where somebody mends it, sends it back or lets it be; every deed leaves its trace. */
class DeadLettersIT {

    private static final String DEAD = TallyService.TALLY.deadQueue();
    private static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty());

    private final UUID tally = TallyWorld.aTally();
    private final ShiftedClock clock = new ShiftedClock();
    private TallyWorld world;
    private TallyService service;
    private Link link;
    private DeadLetters letters;

    @BeforeEach
    void start() {
        world = new TallyWorld();
        service = world.service().start().awaitWorking();
        link = world.surroundings.link("drains");
        link.start();
        letters = drain();
    }

    private DeadLetters drain() {
        var drain = new DeadLetters(
                TallyService.TALLY,
                link,
                service.database,
                service.runtime::relay,
                new DeadLetters.Settings(Duration.ofDays(30), 20, Privacy.NONE),
                clock);
        drain.start();
        return drain;
    }

    @AfterEach
    void stop() throws InterruptedException {
        TallyDecider.IN_BAD_TIMES.remove(tally);
        letters.close();
        link.close();
        service.close();
        world.assertQueueIsEmpty();
        world.close();
    }

    private List<DeadLetter> all() throws SQLException {
        return letters.page(ALL, Optional.empty(), 1000);
    }

    private DeadLetter awaitParked(Message message) {
        return await().until(
                        () -> all().stream()
                                .filter(letter -> letter.messageId()
                                        .equals(message.properties().getMessageId()))
                                .findFirst(),
                        letter -> letter.filter(it -> it.status() == Status.PARKED)
                                .isPresent())
                .orElseThrow();
    }

    private Message parkedAmount(int amount) {
        var message = world.asked(tally, amount);
        world.publish(message);
        return message;
    }

    private void awaitStatus(UUID id, Status status) {
        await().untilAsserted(() -> assertThat(letters.find(id).status()).isEqualTo(status));
    }

    @Test
    void a_dead_letter_tells_what_it_is_why_it_is_there_and_since_when() {
        Message bad = parkedAmount(0);
        DeadLetter letter = awaitParked(bad);
        assertThat(letter.reason()).contains("nothing to add");
        assertThat(letter.handler()).isEqualTo("tally-service");
        assertThat(letter.type()).isEqualTo(TallyWorld.ASKED);
        assertThat(letter.attempts()).isEqualTo(1);
        assertThat(letter.body()).isEqualTo(bad.body());
        assertThat(letter.firstFailedAt()).isEqualTo(letter.lastFailedAt());
        await().until(() -> letters.parked() == 1);
        await().untilAsserted(() -> assertThat(world.wire.takeAll(DEAD)).isEmpty());
    }

    @Test
    void the_drain_never_loops_and_loses_nothing_whatever_is_thrown_at_it() throws SQLException {
        Message bad = world.asked(tally, 0);
        for (int i = 0; i < 5; i++) {
            world.publish(bad);
        }
        byte[] other = {0, 1, (byte) 0xff};
        var nul = new BasicProperties.Builder()
                .messageId("\0 no id")
                .headers(Map.of("warren-attempts", "many", "warren-last-failed-at", "yesterday", "warren-reason", "\0"))
                .build();
        world.wire.publish(TallyService.TALLY.ownExchange(), DEAD, nul, other);
        world.wire.publish(TallyService.TALLY.ownExchange(), DEAD, new BasicProperties(), other);
        world.wire.publish(
                TallyService.TALLY.ownExchange(),
                DEAD,
                new BasicProperties.Builder().messageId(bad.id().toString()).build(),
                other);
        await().untilAsserted(() -> assertThat(all()).hasSize(4));
        await().until(() -> letters.parked() == 4);
        assertThat(all()).filteredOn(letter -> letter.body().length == 3).hasSize(3);
    }

    @Test
    void what_is_sent_back_after_the_repair_is_handled_once_under_its_own_id() throws Exception {
        TallyDecider.IN_BAD_TIMES.add(tally);
        Message bad = parkedAmount(TallyDecider.UNLUCKY);
        DeadLetter letter = awaitParked(bad);
        assertThat(letter.attempts()).isEqualTo(10);
        TallyDecider.IN_BAD_TIMES.remove(tally);
        assertThat(letters.redrive(letter.id(), false, "ann").status()).isIn(Status.REDRIVEN, Status.HANDLED);
        awaitStatus(letter.id(), Status.HANDLED);
        assertThat(world.totals(tally)).containsExactly((long) TallyDecider.UNLUCKY);
        assertThat(world.books.inboxHolds(bad.id())).isTrue();
        assertThat(letters.deeds(letter.id()))
                .extracting(Audit.Entry::action, Audit.Entry::byWhom)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Audit.Action.REDRIVEN, "ann"));
        assertThatThrownBy(() -> letters.redrive(letter.id(), false, "ann"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("HANDLED");
        world.publish(bad);
        world.ask(tally, 1);
        await().untilAsserted(() -> assertThat(world.totals(tally)).containsExactly(13L, 14L));
    }

    @Test
    void what_is_sent_back_without_a_repair_is_parked_again_at_once_in_the_same_row_byte_by_byte_as_it_was()
            throws Exception {
        TallyDecider.IN_BAD_TIMES.add(tally);
        Message bad = withWhatNobodyKnows(world.asked(tally, TallyDecider.UNLUCKY));
        world.publish(bad);
        DeadLetter letter = awaitParked(bad);
        assertThat(letter.attempts()).isEqualTo(10);
        assertThat(letter.body()).isEqualTo(bad.body());
        letters.redrive(letter.id(), false, "ann");
        await().until(() -> letters.find(letter.id()).attempts() == 11);
        DeadLetter again = letters.find(letter.id());
        assertThat(again.status()).isEqualTo(Status.PARKED);
        assertThat(again.body()).isEqualTo(bad.body());
        assertThat(again.firstFailedAt()).isEqualTo(letter.firstFailedAt());
        assertThat(again.lastFailedAt()).isAfter(letter.lastFailedAt());
        assertThat(all()).hasSize(1);
    }

    /** Of a later release, and spelt in its own way. */
    private static Message withWhatNobodyKnows(Message message) {
        byte[] body = new String(message.body(), StandardCharsets.UTF_8)
                .replace("{", "{ \"later\" : {\"b\": [1.50, null],\n\"a\":\"\\u00e9\"}, ")
                .getBytes(StandardCharsets.UTF_8);
        return new Message(message.id(), message.exchange(), message.routingKey(), message.properties(), body);
    }

    @Test
    void what_is_wrong_in_itself_is_mended_and_sent_back_unless_somebody_was_faster() throws Exception {
        Message bad = parkedAmount(0);
        DeadLetter letter = awaitParked(bad);
        byte[] mended = new String(bad.body(), StandardCharsets.UTF_8)
                .replace("\"amount\":0", "\"amount\":9")
                .getBytes(StandardCharsets.UTF_8);
        letters.edit(letter.id(), withBody(letter.version(), mended), "ann");
        assertThatThrownBy(() -> letters.edit(letter.id(), withBody(letter.version(), bad.body()), "bob"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedException.Reason.CHANGED_MEANWHILE));
        letters.redrive(letter.id(), false, "ann");
        awaitStatus(letter.id(), Status.HANDLED);
        assertThat(world.totals(tally)).containsExactly(9L);
        assertThat(letters.deeds(letter.id()))
                .extracting(Audit.Entry::action)
                .containsExactly(Audit.Action.EDITED, Audit.Action.REDRIVEN);
    }

    private static Edit withBody(int version, byte[] body) {
        return new Edit(version, Optional.of(body), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    @Test
    void a_type_is_mended_in_property_and_header_alike() throws Exception {
        Message healthy = world.asked(tally, 5);
        Message bad = PoisonIT.Poison.UNKNOWN_TYPE.from(world, tally);
        assertThat(healthy.properties().getType()).isEqualTo(TallyWorld.ASKED);
        world.publish(bad);
        DeadLetter letter = awaitParked(bad);
        var edit = new Edit(
                letter.version(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(TallyWorld.ASKED),
                Optional.empty(),
                Map.of());
        letters.edit(letter.id(), edit, "ann");
        letters.redrive(letter.id(), false, "ann");
        awaitStatus(letter.id(), Status.HANDLED);
        assertThat(world.totals(tally)).containsExactly(5L);
    }

    @Test
    void what_is_discarded_stays_with_its_reason_and_comes_back_only_if_it_fails_anew() throws Exception {
        Message bad = parkedAmount(0);
        DeadLetter letter = awaitParked(bad);
        letters.discard(letter.id(), "a test order", "ann");
        assertThat(letters.find(letter.id()).status()).isEqualTo(Status.DISCARDED);
        assertThat(letters.deeds(letter.id()).getFirst().note()).isEqualTo("a test order");
        assertThatThrownBy(() -> letters.redrive(letter.id(), true, "ann")).hasMessageContaining("DISCARDED");
        world.publish(bad);
        awaitStatus(letter.id(), Status.PARKED);
    }

    @Test
    void what_is_older_than_the_inbox_remembers_is_sent_back_only_by_force() throws Exception {
        DeadLetter letter = awaitParked(parkedAmount(0));
        clock.advance(Duration.ofDays(31));
        assertThatThrownBy(() -> letters.redrive(letter.id(), false, "ann"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedException.Reason.OLDER_THAN_INBOX))
                .hasMessageContaining("handled twice");
        letters.redrive(letter.id(), true, "ann");
        assertThat(letters.deeds(letter.id()).getFirst().note()).isEqualTo("forced");
        awaitStatus(letter.id(), Status.PARKED);
    }

    @Test
    void many_are_sent_back_one_then_ten_then_the_rest() throws Exception {
        TallyDecider.IN_BAD_TIMES.add(tally);
        var bad = new ArrayList<Message>();
        for (int i = 0; i < 30; i++) {
            bad.add(parkedAmount(TallyDecider.UNLUCKY));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> letters.parked() == 30);
        TallyDecider.IN_BAD_TIMES.remove(tally);
        Redrive started = letters.redrive(ALL, false, "ann");
        assertThat(started.matching()).isEqualTo(30);
        Redrive ended = awaitEnd(started);
        assertThat(ended.status()).as(ended.outcome()).isEqualTo(Redrive.Status.DONE);
        assertThat(ended.sent()).isEqualTo(30);
        assertThat(ended.handled()).isEqualTo(30);
        assertThat(world.totals(tally)).hasSize(30).last().isEqualTo(30L * TallyDecider.UNLUCKY);
        await().until(() -> letters.parked() == 0);
    }

    @Test
    void the_canary_that_fails_again_stops_the_rest_where_it_is() throws Exception {
        for (int i = 0; i < 30; i++) {
            parkedAmount(0);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> letters.parked() == 30);
        Redrive ended = awaitEnd(letters.redrive(ALL, false, "ann"));
        assertThat(ended.status()).isEqualTo(Redrive.Status.STOPPED);
        assertThat(ended.sent()).isEqualTo(1);
        assertThat(ended.outcome()).contains("failed again").contains("nothing to add");
        await().until(() -> letters.parked() == 30);
        assertThat(all()).filteredOn(letter -> letter.attempts() == 2).hasSize(1);
    }

    @Test
    void a_database_that_is_away_loses_no_dead_letter() throws Exception {
        try (var lock = service.database.getConnection()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("lock table dead_letters in access exclusive mode");
            parkedAmount(0);
            await().until(() -> service.metered("warren.messages.parked") == 1);
            lock.rollback();
        }
        await().until(() -> letters.parked() == 1);
    }

    private Redrive awaitEnd(Redrive redrive) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> letters.findRedrive(redrive.id()), found -> found.status() != Redrive.Status.RUNNING);
    }
}
