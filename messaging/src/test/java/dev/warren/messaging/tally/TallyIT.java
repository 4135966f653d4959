package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.uuid.Generators;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TallyIT {

    private TallyWorld world;
    private TallyService service;

    @BeforeEach
    void start() {
        world = new TallyWorld();
        service = world.service().start();
        world.awaitConsuming(service);
    }

    @AfterEach
    void stop() throws InterruptedException {
        service.close();
        world.close();
    }

    @Test
    void what_is_asked_is_counted_and_said() throws Exception {
        UUID tally = Generators.timeBasedEpochGenerator().generate();
        world.ask(tally, 3);
        world.ask(tally, 4);
        await().untilAsserted(() -> assertThat(world.totals(tally)).containsExactly(3L, 7L));
    }

    @Test
    void a_command_answers_with_the_state_that_it_left() throws Exception {
        UUID tally = Generators.timeBasedEpochGenerator().generate();
        var state = service.commands().submit(new TallyInput.Add(tally, 5)).get(5, TimeUnit.SECONDS);
        assertThat(state.total()).isEqualTo(5);
        assertThat(state.version()).isEqualTo(1);
    }

    @Test
    void a_deadline_and_an_effect_come_back_as_inputs() throws Exception {
        UUID tally = Generators.timeBasedEpochGenerator().generate();
        service.commands().submit(new TallyInput.AddLater(tally)).get(5, TimeUnit.SECONDS);
        service.commands().submit(new TallyInput.AddUnknown(tally)).get(5, TimeUnit.SECONDS);
        await().untilAsserted(() -> assertThat(world.totals(tally)).containsExactly(42L, 43L));
    }
}
