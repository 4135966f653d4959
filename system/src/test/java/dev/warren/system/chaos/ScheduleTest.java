package dev.warren.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.system.chaos.Kind.Menu;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void a_seed_gives_the_same_schedule_every_time_and_another_seed_another() {
        var schedule = Schedule.of(42, Menu.USUAL.kinds(), 30);

        assertThat(Schedule.of(42, Menu.USUAL.kinds(), 30)).isEqualTo(schedule);
        assertThat(Schedule.of(43, Menu.USUAL.kinds(), 30)).isNotEqualTo(schedule);
    }

    @Test
    void no_fault_begins_before_the_one_before_it_is_over_and_recovered_from() {
        var schedule = Schedule.of(1, Menu.LONG.kinds(), 500);
        for (int n = 1; n < schedule.size(); n++) {
            assertThat(schedule.get(n).at())
                    .as("begin of %s", schedule.get(n))
                    .isGreaterThanOrEqualTo(Schedule.end(List.of(schedule.get(n - 1))));
        }
    }

    @Test
    void every_kind_comes_before_any_comes_again() {
        var kinds = Menu.LONG.kinds();
        assertThat(kindsOf(Schedule.of(5, kinds, kinds.size()))).containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void whatever_has_a_promised_recovery_is_in_every_usual_run() {
        assertThat(LongStream.range(0, 100).mapToObj(seed -> Schedule.of(seed, Menu.USUAL.kinds(), 30)))
                .allSatisfy(schedule -> assertThat(kindsOf(schedule)).containsAll(Kind.MEASURED));
    }

    @Test
    void thirty_faults_fit_into_about_five_minutes() {
        double average = LongStream.range(0, 100)
                .map(seed ->
                        Schedule.end(Schedule.of(seed, Menu.USUAL.kinds(), 30)).toSeconds())
                .average()
                .orElseThrow();
        assertThat(average).isLessThan(Duration.ofMinutes(6).toSeconds());
    }

    @Test
    void the_menus_have_as_many_kinds_as_their_runs_promise() {
        assertThat(Menu.SHORT.kinds()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(Menu.USUAL.kinds()).hasSizeGreaterThanOrEqualTo(10).containsAll(Menu.SHORT.kinds());
        assertThat(Menu.LONG.kinds()).hasSizeGreaterThanOrEqualTo(25).containsAll(Menu.USUAL.kinds());
    }

    @Test
    void customers_want_the_same_again_with_the_same_seed() {
        assertThat(Wish.of(9, 17, 30)).isEqualTo(Wish.of(9, 17, 30));
        assertThat(new HashSet<>(LongStream.range(0, 50)
                        .mapToObj(n -> Wish.of(9, (int) n, 30))
                        .toList()))
                .hasSizeGreaterThan(30);
    }

    private static Set<Kind> kindsOf(List<Planned> schedule) {
        return schedule.stream().map(Planned::kind).collect(Collectors.toSet());
    }
}
