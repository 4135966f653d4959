package dev.warren.messaging.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.Effects;
import dev.warren.messaging.tally.ShiftedClock;
import dev.warren.messaging.tracing.Tracing;
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

    private static final int BACKLOG = 40;
    private static final Duration PROBE_INTERVAL = Duration.ofMinutes(2);

    private final List<String> performed = new CopyOnWriteArrayList<>();
    private final List<String> results = new CopyOnWriteArrayList<>();
    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicReference<Runnable> onResult = new AtomicReference<>(() -> {});
    private final ShiftedClock clock = new ShiftedClock();
    private final EffectRunner<String, String> runner = new EffectRunner<>(
            new World(),
            new EffectRunner.Settings(2, BACKLOG, PROBE_INTERVAL),
            new EffectRunner.Surroundings(Executors.newVirtualThreadPerTaskExecutor(), clock, Tracing.none()),
            (result, trace) -> {
                results.add(result);
                onResult.get().run();
            });

    private final class World implements Effects<String, String> {
        @Override
        public String perform(String effect) {
            return EffectRunnerTest.this.perform(effect);
        }

        @Override
        public boolean isOutage(String result) {
            return result.startsWith("unanswered");
        }
    }

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
    void half_of_the_backlog_is_for_what_is_taken_already_and_the_rest_is_left_to_the_deadlines() {
        for (int i = 0; i < BACKLOG / 2; i++) {
            assertThat(runner.hasRoom()).isTrue();
            start("effect " + i);
        }
        assertThat(runner.hasRoom()).isFalse();
        for (int i = BACKLOG / 2; i < BACKLOG + 5; i++) {
            start("effect " + i);
        }
        mayEnd.release(BACKLOG + 5);
        await().until(() -> runner.pending() == 0);
        assertThat(performed).hasSize(BACKLOG).doesNotContain("effect " + BACKLOG);
        assertThat(runner.hasRoom()).isTrue();
    }

    @Test
    void while_its_dependency_is_down_nothing_is_performed_but_single_probes() {
        mayEnd.release(1000);
        takeDown();
        for (int i = 0; i < 5; i++) {
            start("unanswered probe " + i);
        }
        assertThat(performed).noneMatch(it -> it.contains("probe"));
        assertThat(runner.hasRoom()).isFalse();

        clock.advance(PROBE_INTERVAL);
        runner.startWaiting();
        await().until(() -> results.contains("unanswered probe 0 done"));
        runner.startWaiting();
        assertThat(performed).doesNotContain("unanswered probe 1");

        clock.advance(PROBE_INTERVAL);
        start("healthy");
        for (int i = 1; i < 5; i++) {
            String probe = "unanswered probe " + i + " done";
            await().until(() -> results.contains(probe));
            clock.advance(PROBE_INTERVAL);
            runner.startWaiting();
        }
        await().until(() -> results.contains("healthy done"));
        await().until(runner::hasRoom);
        assertThat(runner.dependency().isUp()).isTrue();
    }

    @Test
    void a_dependency_that_is_down_with_nothing_to_probe_it_gets_something() {
        mayEnd.release(1000);
        takeDown();
        assertThat(runner.hasRoom()).isFalse();
        clock.advance(PROBE_INTERVAL);
        assertThat(runner.hasRoom()).isTrue();
        start("healthy");
        await().until(() -> runner.dependency().isUp());
    }

    @Test
    void a_defect_says_nothing_about_the_dependency() {
        mayEnd.release(1000);
        for (int i = 0; i < 30; i++) {
            start("broken");
            await().until(() -> runner.pending() == 0);
        }
        assertThat(runner.dependency().isUp()).isTrue();
    }

    private void takeDown() {
        for (int i = 0; i < 10; i++) {
            start("unanswered " + i);
        }
        await().until(() -> !runner.dependency().isUp() && runner.pending() == 0);
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
