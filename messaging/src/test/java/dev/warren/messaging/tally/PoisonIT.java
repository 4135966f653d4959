package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import dev.warren.messaging.events.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message that cannot be handled is parked with its reason; its neighbours do not notice. */
class PoisonIT {

    private static final String DEAD = TallyService.TALLY.deadQueue();
    private static TallyWorld world;
    private static TallyService service;

    private final UUID tally = TallyWorld.aTally();

    enum Poison {
        NO_JSON("Unrecognized token"),
        UNKNOWN_TYPE("does not hear asker.shouted.v1"),
        UNKNOWN_VERSION("does not hear asker.asked.v2"),
        VIOLATES_ITS_RECORD("tally"),
        NO_HEADERS("cloudEvents:specversion"),
        CONTRADICTION("nothing to add to tally"),
        DECIDER_THROWS("a tally never shrinks"),
        DATABASE_REFUSES("tallies_total_check");

        private final String reason;

        Poison(String reason) {
            this.reason = reason;
        }

        Message from(TallyWorld world, UUID tally) {
            Message healthy = world.asked(tally, 5);
            return switch (this) {
                case NO_JSON -> with(healthy, "no { JSON");
                case UNKNOWN_TYPE -> ofType(healthy, "asker.shouted.v1");
                case UNKNOWN_VERSION -> ofType(healthy, "asker.asked.v2");
                case VIOLATES_ITS_RECORD -> with(healthy, "{\"tally\":null,\"amount\":3}");
                case NO_HEADERS ->
                    with(healthy, healthy.properties().builder().headers(null).build());
                case CONTRADICTION -> world.asked(tally, 0);
                case DECIDER_THROWS -> world.asked(tally, -1);
                case DATABASE_REFUSES -> world.asked(tally, 1_000_000);
            };
        }

        private static Message with(Message message, String body) {
            return new Message(
                    message.id(),
                    message.exchange(),
                    message.routingKey(),
                    message.properties(),
                    body.getBytes(StandardCharsets.UTF_8));
        }

        private static Message with(Message message, BasicProperties properties) {
            return new Message(message.id(), message.exchange(), message.routingKey(), properties, message.body());
        }

        private static Message ofType(Message message, String type) {
            Map<String, Object> headers = new HashMap<>(message.properties().getHeaders());
            headers.put("cloudEvents:type", type);
            return with(
                    message,
                    message.properties().builder().type(type).headers(headers).build());
        }
    }

    @BeforeAll
    static void start() {
        world = new TallyWorld();
        service = world.service().start().awaitWorking();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        service.close();
        world.assertQueueIsEmpty();
        world.close();
    }

    @BeforeEach
    void nothingIsParked() {
        assertThat(world.wire.takeAll(DEAD)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Poison.class)
    void poison_is_parked_with_its_reason_and_those_behind_it_pass_at_once(Poison poison) {
        var other = TallyWorld.aTally();
        Message bad = poison.from(world, tally);
        world.ask(tally, 1);
        world.ask(other, 2);
        world.publish(bad);
        world.ask(tally, 3);
        world.ask(other, 4);
        await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
            assertThat(world.totals(tally)).containsExactly(1L, 4L);
            assertThat(world.totals(other)).containsExactly(2L, 6L);
        });
        GetResponse parked = awaitParked();
        assertThat(parked.getBody()).isEqualTo(bad.body());
        assertThat(header(parked, "warren-reason")).contains(poison.reason);
        assertThat(header(parked, "warren-handler")).isEqualTo("tally-service");
        assertThat(header(parked, "warren-exchange")).isEqualTo("asker.events");
        assertThat(header(parked, "warren-routing-key")).isEqualTo(TallyWorld.ASKED);
        assertThat(parked.getProps().getMessageId()).isEqualTo(bad.properties().getMessageId());
        if (bad.properties().getHeaders() != null) {
            bad.properties()
                    .getHeaders()
                    .forEach((name, value) -> assertThat(header(parked, name)).isEqualTo(value.toString()));
        }
        assertThat(world.books.inboxHolds(bad.id())).isFalse();
        world.awaitAccountsInOrder();
    }

    @Test
    void a_parked_message_that_is_put_right_and_sent_again_is_handled() {
        Message bad = world.asked(tally, 0);
        world.publish(bad);
        GetResponse parked = awaitParked();
        byte[] fixed = new String(parked.getBody(), StandardCharsets.UTF_8)
                .replace("\"amount\":0", "\"amount\":9")
                .getBytes(StandardCharsets.UTF_8);
        world.wire.publish(bad.exchange(), bad.routingKey(), parked.getProps(), fixed);
        await().untilAsserted(() -> assertThat(world.totals(tally)).containsExactly(9L));
        assertThat(world.books.inboxHolds(bad.id())).isTrue();
    }

    @Test
    void what_the_database_refuses_does_not_show_up_with_its_values() {
        world.publish(world.asked(tally, 1_000_777));
        assertThat(header(awaitParked(), "warren-reason"))
                .contains("SQLSTATE 23514")
                .doesNotContain("1000777")
                .doesNotContain(tally.toString());
    }

    @Test
    void a_deadline_that_cannot_be_stored_stands_in_nobodys_way() {
        var stuck = TallyWorld.aTally();
        var overdue = TallyWorld.aTally();
        world.books.overdue(stuck, 999_999);
        world.books.overdue(overdue, 1);
        for (int i = 0; i < 10; i++) {
            world.ask(tally, 1);
        }
        await().untilAsserted(() -> assertThat(world.totals(overdue)).containsExactly(2L));
        await().untilAsserted(() -> assertThat(world.totals(tally)).endsWith(10L));
        assertThat(world.wire.takeAll(DEAD)).isEmpty();
        assertThat(world.books.total(stuck)).isEqualTo(999_999);
    }

    private static GetResponse awaitParked() {
        var parked = new AtomicReference<GetResponse>();
        await().until(() -> {
            parked.set(world.wire.take(DEAD));
            return parked.get() != null;
        });
        return parked.get();
    }

    private static String header(GetResponse message, String name) {
        return String.valueOf(message.getProps().getHeaders().get(name));
    }
}
