package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.local.RabbitAdmin;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody deletes what the service needs on the broker. */
class TopologyIT {

    private final UUID tally = TallyWorld.aTally();
    private TallyWorld world;
    private TallyService service;

    @BeforeEach
    void start() {
        world = new TallyWorld();
        service = world.service().start().awaitWorking();
    }

    @AfterEach
    void stop() throws InterruptedException {
        service.close();
        world.close();
    }

    @Test
    void a_lost_binding_is_made_again_and_counted() {
        world.unbind("asker.events", TallyService.TALLY.queue(), TallyWorld.ASKED);
        await().until(() -> service.metered("warren.bindings.repaired") == 1);
        world.ask(tally, 3);
        world.awaitAccountsInOrder();
        assertThat(service.metered("warren.bindings.repaired")).isEqualTo(1);
    }

    @Test
    void a_service_without_its_queue_says_so_and_goes_on_when_it_is_back() {
        String queue = TallyService.TALLY.queue();
        await().untilAsserted(() -> assertThat(service.queued(queue)).isZero());
        world.admin.delete("queues/%s/%s".formatted(vhost(), queue));
        await().untilAsserted(() ->
                assertThat(service.runtime.listenerTrouble()).contains(queue).contains("definitions.json"));
        assertThat(service.runtime.lacksTopology()).isTrue();
        assertThat(service.metered("warren.consuming")).isZero();
        await().untilAsserted(() -> assertThat(service.queued(queue)).isNaN());
        assertThat(service.queued(TallyService.TALLY.deadQueue())).isZero();
        world.importDefinitions();
        await().until(service::works);
        world.ask(tally, 3);
        world.awaitAccountsInOrder();
    }

    @Test
    void what_nobody_hears_stays_in_the_outbox_until_somebody_does() throws Exception {
        world.unbindWitness();
        world.ask(tally, 3);
        await().until(() -> service.metered("warren.messages.returned") >= 2);
        assertThat(world.books.outbox()).isEqualTo(1);
        world.importDefinitions();
        world.awaitAccountsInOrder();
    }

    @Test
    void a_missing_exchange_holds_up_only_what_goes_there() throws Exception {
        world.admin.delete("exchanges/%s/tally.events".formatted(vhost()));
        for (int i = 0; i < 20; i++) {
            service.commands().submit(new TallyInput.Add(tally, 1));
            world.owe(tally, 1);
        }
        world.publish(world.asked(tally, 0));
        await().until(() -> world.wire.take(TallyService.TALLY.deadQueue()) != null);
        world.awaitCounted();
        assertThat(world.books.outbox()).isEqualTo(20);
        world.importDefinitions();
        world.awaitAccountsInOrder();
    }

    private String vhost() {
        return RabbitAdmin.encoded(world.surroundings.vhost());
    }
}
