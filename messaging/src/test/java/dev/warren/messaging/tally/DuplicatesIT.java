package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.events.Message;
import dev.warren.messaging.tally.TallyService.Setup;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DuplicatesIT {

    private final UUID tally = TallyWorld.aTally();
    private TallyWorld world;

    @BeforeEach
    void aWorld() {
        world = new TallyWorld();
    }

    @AfterEach
    void theEnd() {
        world.close();
    }

    @Test
    void a_message_that_comes_ten_times_in_one_batch_is_counted_once() throws Exception {
        tenTimes(world.asked(tally, 7));
        world.owe(tally, 7);
        try (var service = world.service().start()) {
            world.awaitAccountsInOrder();
            await().untilAsserted(() ->
                    assertThat(service.metered("warren.messages.duplicate")).isEqualTo(9));
        }
        world.assertQueueIsEmpty();
    }

    @Test
    void a_message_that_comes_ten_times_to_two_instances_is_counted_once() throws Exception {
        var oneByOne = Setup.usual().with(TallyConfiguration.batches(1, 1));
        try (var one = world.service(oneByOne).start();
                var other = world.service(oneByOne).start()) {
            one.awaitWorking();
            other.awaitWorking();
            Message message = world.asked(tally, 7);
            tenTimes(message);
            world.owe(tally, 7);
            world.ask(tally, 1);
            world.awaitAccountsInOrder();
            await().untilAsserted(() -> assertThat(
                            one.metered("warren.messages.duplicate") + other.metered("warren.messages.duplicate"))
                    .isEqualTo(9));
            // Long after the others were acknowledged.
            world.publish(message);
            world.ask(tally, 1);
            world.awaitAccountsInOrder();
        }
        world.assertQueueIsEmpty();
    }

    private void tenTimes(Message message) {
        for (int i = 0; i < 10; i++) {
            world.publish(message);
        }
    }
}
