package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.tally.TallyService.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TwoInstancesIT {

    /** Few keys, new at first and known later: both instances want the same rows all the time. */
    @Test
    void two_instances_that_decide_about_the_same_tallies_lose_nothing() throws Exception {
        List<UUID> tallies = Stream.generate(TallyWorld::aTally).limit(3).toList();
        var small = Setup.usual().with(TallyConfiguration.batches(8, 16));
        try (var world = new TallyWorld();
                var one = world.service(small).start();
                var other = world.service(small).start()) {
            one.awaitWorking();
            other.awaitWorking();
            var answers = new ArrayList<CompletableFuture<Tally>>();
            for (int i = 0; i < 150; i++) {
                UUID tally = tallies.get(i % 3);
                world.ask(tally, 1);
                answers.add(one.commands().submit(new TallyInput.Add(tally, 10)));
                answers.add(other.commands().submit(new TallyInput.Add(tally, 100)));
                world.owe(tally, 110);
            }
            for (var answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS).version()).isPositive();
            }
            world.awaitAccountsInOrder();
            tallies.forEach(tally -> assertThat(world.books.version(tally)).isEqualTo(150));
            assertThat(world.wire.takeAll(TallyService.TALLY.deadQueue())).isEmpty();
        }
    }
}
