package dev.warren.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.FailPoint;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrashPlanTest {

    private static final long SEED = 7;

    private static Stream<Crash> all(Map<String, List<Crash>> plan) {
        return plan.values().stream().flatMap(Collection::stream);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20})
    void every_point_is_hit_as_often_as_asked(int times) {
        var plan = CrashPlan.of(times, SEED);
        for (FailPoint point : FailPoint.values()) {
            assertThat(all(plan).filter(crash -> crash.point() == point)).hasSize(times);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_service_that_has_a_point_is_hit_there(FailPoint point) {
        assertThat(all(CrashPlan.of(20, SEED))
                        .filter(crash -> crash.point() == point)
                        .map(Crash::service)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(CrashPlan.placesOf(point));
    }

    @Test
    void the_services_crash_about_equally_often() {
        var counts = CrashPlan.of(20, SEED).values().stream().map(List::size).toList();
        assertThat(counts).allSatisfy(count -> assertThat(count).isBetween(40, 50));
    }

    @Test
    void the_seed_replays_the_plan() {
        assertThat(CrashPlan.of(20, SEED)).isEqualTo(CrashPlan.of(20, SEED)).isNotEqualTo(CrashPlan.of(20, SEED + 1));
    }
}
