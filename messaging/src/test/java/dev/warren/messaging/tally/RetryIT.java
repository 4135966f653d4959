package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.GetResponse;
import dev.warren.messaging.events.Message;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message that fails is tried again, later and later, under the same id; the ladder's times are shortened. */
class RetryIT {

    private final UUID tally = TallyWorld.aTally();
    private TallyWorld world;
    private TallyService service;

    @BeforeEach
    void start() {
        world = new TallyWorld();
        service = world.service().start().awaitWorking();
        TallyDecider.IN_BAD_TIMES.add(tally);
    }

    @AfterEach
    void stop() throws InterruptedException {
        TallyDecider.IN_BAD_TIMES.remove(tally);
        service.close();
        world.assertQueueIsEmpty();
        world.close();
    }

    @Test
    void what_failed_is_handled_once_when_times_are_better_and_nobody_waited_for_it() {
        world.ask(tally, TallyDecider.UNLUCKY);
        world.ask(tally, 1);
        world.ask(tally, 2);
        await().untilAsserted(() -> assertThat(world.totals(tally)).containsExactly(1L, 3L));
        await().until(() -> service.metered("warren.messages.retried") >= 4);
        TallyDecider.IN_BAD_TIMES.remove(tally);
        await().untilAsserted(() -> assertThat(world.totals(tally)).containsExactly(1L, 3L, 16L));
        world.awaitAccountsInOrder();
        assertThat(world.wire.takeAll(TallyService.TALLY.deadQueue())).isEmpty();
        assertThat(service.metered("warren.messages.parked")).isZero();
    }

    @Test
    void what_never_succeeds_is_parked_after_ten_attempts_with_the_history_of_them_all() {
        Message bad = world.asked(tally, TallyDecider.UNLUCKY);
        world.publish(bad);
        GetResponse parked = await().until(() -> world.wire.take(TallyService.TALLY.deadQueue()), Objects::nonNull);
        var headers = parked.getProps().getHeaders();
        assertThat(headers.get("warren-attempts")).isEqualTo(10L);
        assertThat((List<?>) headers.get("warren-history"))
                .hasSize(10)
                .allSatisfy(entry -> assertThat(entry.toString()).contains("not in these times"));
        assertThat(headers.get("warren-exchange")).hasToString("asker.events");
        assertThat(parked.getProps().getMessageId()).isEqualTo(bad.id().toString());
        assertThat(parked.getBody()).isEqualTo(bad.body());
        assertThat(world.books.inboxHolds(bad.id())).isFalse();
        assertThat(service.metered("warren.messages.retried")).isEqualTo(9);
    }
}
