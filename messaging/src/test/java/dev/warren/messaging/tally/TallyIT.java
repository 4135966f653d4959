package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TallyIT {

    private static TallyWorld world;
    private static TallyService service;

    @BeforeAll
    static void start() {
        world = new TallyWorld();
        service = world.service().start().awaitWorking();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        service.close();
        world.close();
    }

    @Test
    void what_is_asked_is_counted_and_said() {
        var tally = TallyWorld.aTally();
        world.ask(tally, 3);
        world.ask(tally, 4);
        await().untilAsserted(() -> assertThat(world.totals(tally)).containsExactly(3L, 7L));
    }

    @Test
    void a_command_answers_with_the_state_that_it_left() throws Exception {
        var state = service.command(new TallyInput.Add(TallyWorld.aTally(), 5));
        assertThat(state.total()).isEqualTo(5);
        assertThat(state.version()).isEqualTo(1);
    }

    @Test
    void a_deadline_and_an_effect_come_back_as_inputs() throws Exception {
        var tally = TallyWorld.aTally();
        service.command(new TallyInput.AddLater(tally, Duration.ofSeconds(1)));
        service.command(new TallyInput.AddUnknown(tally));
        await().untilAsserted(() -> assertThat(world.totals(tally)).containsExactly(42L, 43L));
    }
}
