package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.UnavailableException;
import dev.warren.messaging.tally.TallyInput.Add;
import dev.warren.messaging.tally.TallyInput.AddUnknown;
import dev.warren.messaging.tally.TallyInput.NumberFound;
import dev.warren.messaging.tally.TallyService.Setup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StopIT {

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
    void a_service_that_stops_when_all_is_quiet_leaves_nothing_to_be_redelivered_or_said() throws Exception {
        var service = world.service().start().awaitWorking();
        for (int i = 0; i < 20; i++) {
            world.ask(tally, 1);
        }
        world.awaitCounted();
        service.close();
        world.assertQueueIsEmpty();
        assertThat(world.books.outbox()).isZero();
        assertThat(world.witness.about(tally)).hasSize(20);
    }

    @Test
    void a_service_that_stops_under_load_finishes_what_it_took_and_answers_every_command() throws Exception {
        var service = world.service().start().awaitWorking();
        var answers = new ArrayList<CompletableFuture<Tally>>();
        var stopping = CompletableFuture.runAsync(() -> {
            try {
                await().until(() -> world.books.total(tally) > 50);
                service.close();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (!stopping.isDone()) {
            world.ask(tally, 1);
            answers.add(service.commands().submit(new Add(tally, 1)));
        }
        stopping.get();
        for (var answer : answers) {
            try {
                answer.get(5, TimeUnit.SECONDS);
                world.owe(tally, 1);
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(e).cause().isInstanceOf(UnavailableException.class);
            }
        }
        try (var next = world.service().start()) {
            world.awaitAccountsInOrder();
        }
        world.assertQueueIsEmpty();
    }

    @Test
    void what_is_said_last_is_confirmed_and_forgotten_before_a_service_leaves() throws Exception {
        var service = world.service().start().awaitWorking();
        var answers = new ArrayList<CompletableFuture<Tally>>();
        for (int i = 0; i < 1_000; i++) {
            answers.add(service.commands().submit(new Add(tally, 1)));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        service.close();
        assertThat(world.books.total(tally)).isEqualTo(1_000);
        assertThat(world.books.outbox()).isZero();
        assertThat(world.totals(tally)).hasSize(1_000);
    }

    @Test
    @Timeout(20)
    void a_service_stops_in_time_while_an_effect_does_not_end() throws Exception {
        var mayEnd = new CountDownLatch(1);
        var service = world.service(Setup.usual().with(effect -> {
                    await().atMost(Duration.ofMinutes(1)).until(() -> mayEnd.getCount() == 0);
                    return new NumberFound(effect.tally(), 42);
                }))
                .start()
                .awaitWorking();
        service.command(new AddUnknown(tally));
        service.close();
        mayEnd.countDown();
    }

    @Test
    @Timeout(15)
    void a_service_stops_in_time_while_the_broker_is_away() throws Exception {
        try (var door = world.surroundings.brokerDoor()) {
            var service = new TallyService(world.surroundings.withBroker(door), Setup.usual())
                    .start()
                    .awaitWorking();
            door.shut();
            service.command(new Add(tally, 1));
            service.close();
            assertThat(world.books.outbox()).isEqualTo(1);
        }
    }

    @Test
    @Timeout(25)
    void a_service_stops_in_time_while_the_database_is_away_and_loses_nothing() throws Exception {
        try (var door = world.surroundings.databaseDoor()) {
            var service = new TallyService(world.surroundings.withDatabase(door), Setup.usual())
                    .start()
                    .awaitWorking();
            world.ask(tally, 1);
            world.awaitCounted();
            door.shut();
            for (int i = 0; i < 20; i++) {
                world.ask(tally, 1);
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> service.runtime.databaseTrouble() != null);
            service.close();
        }
        try (var next = world.service().start()) {
            world.awaitAccountsInOrder();
        }
        world.assertQueueIsEmpty();
    }
}
