package dev.warren.messaging.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EffectRunnerTest {

    private final List<String> performed = new CopyOnWriteArrayList<>();
    private final List<String> results = new CopyOnWriteArrayList<>();
    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicReference<Runnable> onResult = new AtomicReference<>(() -> {});
    private final EffectRunner<String, String> runner =
            new EffectRunner<>(this::perform, 2, Executors.newVirtualThreadPerTaskExecutor(), (result, trace) -> {
                results.add(result);
                onResult.get().run();
            });

    private String perform(String effect) {
        performed.add(effect);
        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            mayEnd.acquireUninterruptibly();
            return switch (effect) {
                case "broken" -> throw new IllegalStateException("broken");
                case "fatal" -> throw new StackOverflowError();
                case "silent" -> null;
                default -> effect + " done";
            };
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private void start(String effect) {
        runner.start(effect, SpanContext.getInvalid());
    }

    @AfterEach
    void close() throws InterruptedException {
        mayEnd.release(1000);
        runner.close(Duration.ofSeconds(5));
    }

    @Test
    void so_many_are_under_way_at_a_time_and_the_others_follow() {
        for (int i = 0; i < 20; i++) {
            start("effect " + i);
        }
        await().until(() -> performed.size() == 2);
        mayEnd.release(20);
        await().until(() -> results.size() == 20);
        assertThat(most).hasValue(2);
    }

    @Test
    void an_equal_effect_is_not_started_while_one_is_under_way_or_waits() {
        start("a");
        start("b");
        start("c");
        start("a");
        start("c");
        mayEnd.release(10);
        await().until(() -> results.size() == 3);
        assertThat(performed).containsExactlyInAnyOrder("a", "b", "c");
    }

    /** The result of the first asks for the second; the end of the first must not make the runner forget the second. */
    @Test
    void an_effect_that_its_own_result_asks_for_again_is_known_to_be_under_way() {
        var again = new AtomicInteger();
        onResult.set(() -> {
            if (again.incrementAndGet() == 1) {
                start("a");
                await().until(() -> performed.size() == 2);
            }
        });
        start("a");
        mayEnd.release();
        await().until(() -> performed.size() == 2 && again.get() == 1);
        start("b");
        await().until(() -> performed.contains("b"));
        start("a");
        start("c");
        mayEnd.release(10);
        await().until(() -> results.contains("c done"));
        assertThat(performed).filteredOn("a"::equals).hasSize(2);
    }

    @Test
    void an_effect_without_a_result_harms_nobody_and_can_be_asked_for_again() {
        mayEnd.release(10);
        for (String effect : List.of("broken", "fatal", "silent")) {
            start(effect);
            await().until(() -> performed.contains(effect));
        }
        start("healthy");
        await().until(() -> results.contains("healthy done"));
        await().until(() -> {
            start("broken");
            return performed.stream().filter("broken"::equals).count() >= 2;
        });
        assertThat(results).containsExactly("healthy done");
    }

    @Test
    void a_stop_waits_for_what_is_under_way_and_starts_nothing_more() throws Exception {
        start("a");
        start("b");
        start("waits");
        await().until(() -> performed.size() == 2);
        var releasing = Thread.ofVirtual().start(() -> mayEnd.release(10));
        runner.close(Duration.ofSeconds(5));
        releasing.join();
        assertThat(results).contains("a done", "b done");
        start("late");
        assertThat(performed).doesNotContain("late");
    }
}
