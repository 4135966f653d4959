package dev.warren.edge.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.registry.Instance;
import dev.warren.messaging.registry.Instance.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BalancerTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instance A = instance(1, State.UP);
    private static final Instance B = instance(2, State.UP);
    private static final Instance C = instance(3, State.UP);
    private static final Instance SUSPECT = instance(4, State.SUSPECT);

    private final Ejections ejections = new Ejections(Duration.ofSeconds(1), Duration.ofSeconds(8));

    private static Instance instance(long id, State state) {
        return new Instance("carrier", new UUID(0, id), "127.0.0.1", 8080, "0", START, List.of(), START, state);
    }

    private static Instant after(long millis) {
        return START.plusMillis(millis);
    }

    private Map<Instance, Long> chosen(Strategy strategy, int times, List<Instance> instances) {
        var balancer = new Balancer(strategy, ejections);
        return Stream.generate(() -> balancer.next(instances, START).orElseThrow())
                .limit(times)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void nobody_is_chosen_of_none() {
        assertThat(new Balancer(Strategy.ROUND_ROBIN, ejections).next(List.of(), START))
                .isEmpty();
    }

    @Test
    void each_has_its_turn() {
        assertThat(chosen(Strategy.ROUND_ROBIN, 300, List.of(A, B, C)))
                .containsOnly(Map.entry(A, 100L), Map.entry(B, 100L), Map.entry(C, 100L));
    }

    @ParameterizedTest
    @EnumSource
    void all_that_are_up_share_evenly_and_a_suspect_one_has_no_share(Strategy strategy) {
        assertThat(chosen(strategy, 30_000, List.of(A, SUSPECT, B, C)))
                .hasSize(3)
                .allSatisfy((instance, share) -> {
                    assertThat(instance).isNotEqualTo(SUSPECT);
                    assertThat(share).isBetween(9_000L, 11_000L);
                });
    }

    @Test
    void a_suspect_one_is_better_than_none_and_than_one_that_failed() {
        ejections.failed(A.id(), START);

        assertThat(chosen(Strategy.ROUND_ROBIN, 10, List.of(SUSPECT))).containsOnlyKeys(SUSPECT);
        assertThat(chosen(Strategy.ROUND_ROBIN, 10, List.of(A, SUSPECT))).containsOnlyKeys(SUSPECT);
    }

    @Test
    void one_that_failed_is_left_alone_but_never_the_last() {
        ejections.failed(A.id(), START);
        assertThat(chosen(Strategy.ROUND_ROBIN, 10, List.of(A, B))).containsOnlyKeys(B);

        ejections.failed(B.id(), START);
        assertThat(chosen(Strategy.ROUND_ROBIN, 10, List.of(A, B))).containsOnlyKeys(A, B);
    }

    @Test
    void it_is_left_alone_for_longer_and_longer_up_to_a_bound_until_it_succeeds() {
        long begin = 0;
        for (long expected : new long[] {1, 2, 4, 8, 8, 8}) {
            assertThat(ejections.failed(A.id(), after(begin))).isTrue();
            assertThat(ejections.isEjected(A.id(), after(begin + expected * 1_000 - 1)))
                    .isTrue();
            begin += expected * 1_000;
            assertThat(ejections.isEjected(A.id(), after(begin))).isFalse();
        }
        assertThat(ejections.succeeded(A.id())).isTrue();
        ejections.failed(A.id(), after(begin));
        assertThat(ejections.isEjected(A.id(), after(begin + 1_000))).isFalse();
    }

    @Test
    void what_was_under_way_when_it_failed_counts_once() {
        assertThat(ejections.failed(A.id(), START)).isTrue();
        assertThat(ejections.failed(A.id(), after(10))).isFalse();
        assertThat(ejections.isEjected(A.id(), after(1_000))).isFalse();
    }
}
