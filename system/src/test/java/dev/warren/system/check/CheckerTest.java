package dev.warren.system.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each invariant fires for what breaks it, and for nothing else. */
class CheckerTest {

    @Test
    void a_run_without_trouble_breaks_no_invariant() {
        assertThat(Checker.check(SmallRun.evidence())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_broken_is_told_by_the_invariants_that_it_breaks_and_by_no_other(Break broken) {
        assertThat(Checker.check(broken.in(SmallRun.evidence())))
                .extracting(Violation::invariant)
                .containsOnlyElementsOf(broken.told());
    }

    @Test
    void every_invariant_that_evidence_can_tell_is_broken_once() {
        assertThat(Arrays.stream(Break.values())
                        .flatMap(broken -> broken.told().stream())
                        .collect(Collectors.toSet()))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Invariant.QUIET)));
    }

    @Test
    void what_nobody_can_tell_is_named_with_what_is_missing() {
        Evidence all = SmallRun.evidence();
        var less = new Evidence(
                all.takenAt(),
                all.limits(),
                Optional.empty(),
                all.books(),
                all.traffic(),
                all.broker(),
                Optional.empty(),
                all.instances(),
                all.resources());
        assertThat(Checker.check(less)).isEmpty();
        assertThat(Checker.unknown(less))
                .containsOnlyKeys(Invariant.I1, Invariant.I2, Invariant.I13, Invariant.I14)
                .containsEntry(Invariant.I1, "the clients' own history");
    }

    @Test
    void a_violation_says_what_and_which_and_what_was_expected_and_found() {
        assertThat(Checker.check(Break.A_QUEUE_IS_NOT_EMPTY.in(SmallRun.evidence())))
                .singleElement()
                .hasToString("I12 queue user-service.events: expected empty but was 0 ready, 1 unacknowledged");
    }
}
