package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.Effects;
import dev.warren.messaging.tally.TallyDecider.FindNumber;
import dev.warren.messaging.tally.TallyInput.Add;
import dev.warren.messaging.tally.TallyInput.AddUnknown;
import dev.warren.messaging.tally.TallyInput.NumberFound;
import dev.warren.messaging.tally.TallyService.Setup;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EffectsIT {

    @Test
    void an_effect_that_is_under_way_is_not_started_again_and_one_that_throws_harms_nobody() throws Exception {
        var mayEnd = new CountDownLatch(1);
        var started = new AtomicInteger();
        var tally = TallyWorld.aTally();
        var broken = TallyWorld.aTally();
        var nothing = TallyWorld.aTally();
        var setup = Setup.usual().with(effect -> {
            if (effect.tally().equals(broken)) {
                throw new IllegalStateException("the world is broken");
            }
            if (effect.tally().equals(nothing)) {
                return null;
            }
            started.incrementAndGet();
            await().until(() -> mayEnd.getCount() == 0);
            return new NumberFound(effect.tally(), 42);
        });
        try (var world = new TallyWorld();
                var service = world.service(setup).start().awaitWorking()) {
            service.command(new AddUnknown(broken));
            service.command(new AddUnknown(nothing));
            service.command(new AddUnknown(tally));
            service.command(new AddUnknown(tally));
            await().until(() -> started.get() == 1);
            service.command(new AddUnknown(tally));
            world.ask(tally, 1);
            world.awaitCounted();
            mayEnd.countDown();
            world.owe(tally, 42);
            world.awaitAccountsInOrder();
            assertThat(started).hasValue(1);
        }
    }

    @Test
    void while_the_world_outside_is_down_no_message_is_taken_and_afterwards_all_are() throws Exception {
        var interval = Duration.ofMinutes(2);
        var clock = new ShiftedClock();
        var world = new World();
        var tally = TallyWorld.aTally();
        var setup = Setup.usual()
                .with(TallyConfiguration.probing(interval))
                .with(clock)
                .with(world);
        try (var tallies = new TallyWorld();
                var service = tallies.service(setup).start().awaitWorking()) {
            for (int i = 0; i < 10; i++) {
                service.command(new AddUnknown(TallyWorld.aTally()));
            }
            await().until(() -> service.metered("warren.dependency.available") == 0);
            for (int i = 0; i < 100; i++) {
                tallies.ask(tally, 1);
            }
            await().until(() -> tallies.wire.ready(TallyService.TALLY.queue()) == 0);
            int before = world.calls.get();
            var waits = TallyWorld.aTally();
            service.command(new AddUnknown(waits));
            assertThat(service.command(new Add(waits, 1)).total()).isEqualTo(1);
            assertThat(tallies.books.total(tally)).isZero();
            assertThat(world.calls).hasValue(before);

            world.isDown.set(false);
            clock.advance(interval);
            tallies.owe(waits, 43);
            tallies.awaitAccountsInOrder();
            assertThat(service.metered("warren.dependency.available")).isEqualTo(1);
            assertThat(world.calls).hasValue(before + 1);
        }
    }

    private static final class World implements Effects<TallyInput, FindNumber> {

        final AtomicBoolean isDown = new AtomicBoolean(true);
        final AtomicInteger calls = new AtomicInteger();

        @Override
        public TallyInput perform(FindNumber effect) {
            calls.incrementAndGet();
            return new NumberFound(effect.tally(), isDown.get() ? 0 : 42);
        }

        @Override
        public boolean isOutage(TallyInput result) {
            return result instanceof NumberFound found && found.number() == 0;
        }
    }

    @Test
    void a_service_that_stops_waits_for_the_result_of_what_is_under_way() throws Exception {
        var mayEnd = new CountDownLatch(1);
        var started = new CountDownLatch(1);
        var tally = TallyWorld.aTally();
        var setup = Setup.usual().with(effect -> {
            started.countDown();
            await().until(() -> mayEnd.getCount() == 0);
            return new NumberFound(effect.tally(), 42);
        });
        try (var world = new TallyWorld();
                var service = world.service(setup).start().awaitWorking()) {
            service.command(new AddUnknown(tally));
            started.await();
            var stopped = CompletableFuture.runAsync(() -> {
                try {
                    service.close();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> world.wire.consumers(TallyService.TALLY.queue()) == 0);
            assertThat(stopped).isNotDone();
            mayEnd.countDown();
            stopped.get(20, TimeUnit.SECONDS);
            assertThat(world.books.total(tally)).isEqualTo(42);
            assertThat(world.totals(tally)).containsExactly(42L);
        }
    }
}
