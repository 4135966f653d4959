package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VersionsTest {

    private static final Set<String> KNOWN =
            Set.of("order.placed.v1", "order.placed.v2", "order.placed-twice.v1", "user.erased.v1");

    @Test
    void the_chosen_version_is_said_instead_of_every_other() {
        assertThat(Versions.saidInstead(KNOWN, List.of("order.placed.v1")))
                .isEqualTo(Map.of("order.placed.v1", "order.placed.v1", "order.placed.v2", "order.placed.v1"));
        assertThat(Versions.saidInstead(KNOWN, List.of())).isEmpty();
    }

    @Test
    void an_unknown_version_is_refused_with_those_that_there_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Versions.saidInstead(KNOWN, List.of("order.placed.v3")))
                .withMessage("messaging.versions must name versions that can be said but has \"order.placed.v3\":"
                        + " there is order.placed.v1, order.placed.v2");
    }

    @Test
    void an_unknown_type_is_refused_with_those_that_there_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Versions.saidInstead(KNOWN, List.of("order.eaten.v1")))
                .withMessageEndingWith(
                        "there is order.placed-twice.v1, order.placed.v1, order.placed.v2, user.erased.v1");
        assertThatIllegalArgumentException().isThrownBy(() -> Versions.saidInstead(KNOWN, List.of("order.placed")));
    }

    @Test
    void two_versions_of_one_type_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Versions.saidInstead(KNOWN, List.of("order.placed.v1", "order.placed.v2")))
                .withMessage("messaging.versions must name one version of a type but has order.placed.v1 and"
                        + " order.placed.v2: leave one out");
    }

    @Test
    void personal_data_ends_with_its_event_in_any_version() {
        var privacy = new Privacy(Optional.of("user.erased.v1"), Set.of());

        assertThat(privacy.endsWith("user.erased.v1")).isTrue();
        assertThat(privacy.endsWith("user.erased.v2")).isTrue();
        assertThat(privacy.endsWith("user.erased-not.v1")).isFalse();
        assertThat(Privacy.NONE.endsWith("user.erased.v1")).isFalse();
    }
}
