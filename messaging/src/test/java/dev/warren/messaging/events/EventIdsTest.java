package dev.warren.messaging.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    private static final Instant AT = Instant.parse("2025-12-18T07:30:00.123Z");
    private static final UUID SUBJECT = new UUID(1, 2);

    @Property
    void an_id_is_a_uuid_of_version_7_that_carries_its_milliseconds(
            @ForAll long subject,
            @ForAll @LongRange(min = 1) long sequence,
            @ForAll @LongRange(min = 0, max = (1L << 48) - 1) long millis) {
        UUID id =
                EventIds.of("a-service", new UUID(subject, 0), "a.happened.v1", sequence, Instant.ofEpochMilli(millis));
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis);
    }

    @Property
    void the_same_event_has_the_same_id(@ForAll long low, @ForAll @LongRange(min = 1) long sequence) {
        var subject = new UUID(0, low);
        assertThat(EventIds.of("a-service", subject, "a.happened.v1", sequence, AT))
                .isEqualTo(EventIds.of("a-service", subject, "a.happened.v1", sequence, AT));
    }

    @Property
    void events_of_other_subjects_or_sequences_have_other_ids(
            @ForAll long one, @ForAll long other, @ForAll @LongRange(min = 1, max = 1000) long sequence) {
        Assume.that(one != other);
        UUID id = EventIds.of("a-service", new UUID(7, one), "a.happened.v1", sequence, AT);
        assertThat(id)
                .isNotEqualTo(EventIds.of("a-service", new UUID(7, other), "a.happened.v1", sequence, AT))
                .isNotEqualTo(EventIds.of("a-service", new UUID(7, one), "a.happened.v1", sequence + 1, AT));
    }

    @Test
    void events_of_other_speakers_types_or_times_have_other_ids() {
        assertThat(EventIds.of("a-service", SUBJECT, "a.happened.v1", 1, AT))
                .isNotEqualTo(EventIds.of("b-service", SUBJECT, "a.happened.v1", 1, AT))
                .isNotEqualTo(EventIds.of("a-service", SUBJECT, "a.ended.v1", 1, AT))
                .isNotEqualTo(EventIds.of("a-service", SUBJECT, "a.happened.v1", 1, AT.plusMillis(1)));
    }

    /** A speaker that changes its version repeats what it has said under the same id. */
    @Test
    void an_event_is_the_same_in_whichever_version_it_is_said() {
        assertThat(EventIds.of("a-service", SUBJECT, "a.happened.v2", 1, AT))
                .isEqualTo(EventIds.of("a-service", SUBJECT, "a.happened.v1", 1, AT))
                .isEqualTo(EventIds.of("a-service", SUBJECT, "a.happened.v12", 1, AT));
    }

    /** Listeners remember ids for long: the recipe must not change with a release. */
    @Test
    void an_id_is_the_same_in_every_release() {
        assertThat(EventIds.of("a-service", SUBJECT, "a.happened.v1", 1, AT))
                .hasToString("019b305d-9d3b-77aa-a8a1-d9624465ec96");
    }
}
