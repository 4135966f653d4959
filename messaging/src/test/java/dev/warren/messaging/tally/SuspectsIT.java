package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.events.Message;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that came back again and again. */
class SuspectsIT {

    private static final String QUEUE = TallyService.TALLY.queue();

    private final UUID tally = TallyWorld.aTally();
    private final UUID neighbour = TallyWorld.aTally();
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
    void a_message_that_kills_every_process_is_parked_and_its_neighbours_are_handled() throws Exception {
        Message deadly = world.asked(tally, TallyDecider.DEADLY);
        world.publish(deadly);
        world.wire.giveBack(QUEUE, 10);
        for (int i = 0; i < 20; i++) {
            world.ask(neighbour, 1);
        }
        for (int attempt = 1; attempt <= 3; attempt++) {
            try (var dying = TallyProcess.start(world.surroundings, "-Dtally.mortal=true")) {
                assertThat(dying.awaitEnd()).isEqualTo(TallyDecider.DEADLY % 256);
            }
        }
        try (var survivor = TallyProcess.start(world.surroundings, "-Dtally.mortal=true")) {
            var parked = await().atMost(Duration.ofSeconds(20))
                    .until(() -> world.wire.take(TallyService.TALLY.deadQueue()), message -> message != null);
            assertThat(parked.getProps().getMessageId()).isEqualTo(deadly.id().toString());
            assertThat(parked.getProps().getHeaders().get("warren-reason").toString())
                    .contains("came back again and again");
            world.awaitAccountsInOrder();
        }
        assertThat(world.wire.takeAll(TallyService.TALLY.deadQueue())).isEmpty();
        world.assertQueueIsEmpty();
    }

    @Test
    void a_healthy_message_that_came_back_often_is_handled() throws Exception {
        world.ask(tally, 5);
        world.wire.giveBack(QUEUE, 12);
        world.ask(tally, 6);
        try (var service = world.service().start()) {
            world.awaitAccountsInOrder();
        }
        assertThat(world.wire.takeAll(TallyService.TALLY.deadQueue())).isEmpty();
        world.assertQueueIsEmpty();
    }
}
