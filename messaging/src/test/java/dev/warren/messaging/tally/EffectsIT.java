package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.tally.TallyInput.AddUnknown;
import dev.warren.messaging.tally.TallyInput.NumberFound;
import dev.warren.messaging.tally.TallyService.Setup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
