package dev.warren.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.registry.Instance.State;
import dev.warren.messaging.registry.RegistryEvent.Heartbeat;
import dev.warren.messaging.registry.RegistryEvent.Left;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is heard in whatever order, with clocks that are wrong and messages that come late. */
class AnyBeatsTest {

    private static final Instant START = Instant.parse("2025-12-18T07:30:00Z");
    private static final Duration EXPIRY = Duration.ofSeconds(15);
    private static final Heartbeat SELF = beat(0, 0, Duration.ZERO, Duration.ofSeconds(5));

    /**
     * What happens, and how long after the last thing.
     *
     * @param place where an instance is; 0 is where the one is whose view it is
     * @param life which of the instances that were there, one after the other
     * @param skew of its clock when it started
     */
    record Step(Kind kind, long millisLater, int place, int life, Duration skew, Duration interval) {}

    enum Kind {
        BEAT,
        OWN_BEAT,
        LEAVES,
        DEAF
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var durations = Arbitraries.of(
                Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofHours(1));
        var skews = Arbitraries.of(Duration.ZERO, Duration.ofDays(-4000), Duration.ofDays(4000));
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.just(Kind.BEAT)),
                                Tuple.of(5, Arbitraries.just(Kind.OWN_BEAT)),
                                Tuple.of(1, Arbitraries.of(Kind.LEAVES, Kind.DEAF))),
                        Arbitraries.longs().between(-2_000, 12_000),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 4),
                        skews,
                        durations)
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    private static Heartbeat beat(int place, int life, Duration skew, Duration interval) {
        return new Heartbeat(
                new UUID(place, life),
                "service",
                "127.0.0.1",
                8080 + place,
                "1",
                START.plusSeconds(life).plus(skew),
                interval,
                List.of());
    }

    @Property
    void a_view_shows_one_life_in_each_place_nobody_that_has_left_and_everybody_that_was_just_heard(
            @ForAll("steps") List<Step> steps) {
        var view = new View(SELF.instanceId(), EXPIRY);
        Set<UUID> left = new HashSet<>();
        Instant now = START;
        for (Step step : steps) {
            now = now.plusMillis(step.millisLater());
            var heard =
                    step.kind() == Kind.OWN_BEAT ? SELF : beat(step.place(), step.life(), step.skew(), step.interval());
            switch (step.kind()) {
                case BEAT, OWN_BEAT -> {
                    boolean newcomer = view.hear(heard, now);
                    if (newcomer) {
                        left.remove(heard.instanceId());
                        assertThat(view.instances(now)).anySatisfy(it -> {
                            assertThat(it.id()).isEqualTo(heard.instanceId());
                            assertThat(it.state()).isEqualTo(State.UP);
                        });
                    }
                }
                case LEAVES -> {
                    view.hear(new Left(heard.instanceId(), "service"), now);
                    left.add(heard.instanceId());
                }
                case DEAF -> view.deaf(now);
            }
            assertThat(view.instances(now))
                    .doesNotHaveDuplicates()
                    .noneMatch(it -> left.contains(it.id()))
                    .extracting(Instance::port)
                    .doesNotHaveDuplicates();
        }
    }

    @Property
    void whatever_happened_before_a_view_is_right_again_an_expiry_after_its_instance_hears_itself(
            @ForAll("steps") List<Step> steps) {
        var view = new View(SELF.instanceId(), EXPIRY);
        Instant now = START;
        for (Step step : steps) {
            now = now.plusMillis(step.millisLater());
            var heartbeat = beat(step.place(), step.life(), step.skew(), step.interval());
            if (step.kind() == Kind.DEAF) {
                view.deaf(now);
            } else if (heartbeat.interval().compareTo(EXPIRY.dividedBy(3)) <= 0) {
                // Whoever announces a longer interval is waited for longer.
                view.hear(heartbeat, now);
            }
        }
        var alive = beat(1, 9, Duration.ZERO, Duration.ofSeconds(5));
        for (int beats = 0; beats <= 5; beats++) {
            now = now.plusSeconds(5);
            view.hear(SELF, now);
            view.hear(alive, now);
        }
        assertThat(view.instances(now))
                .extracting(Instance::id)
                .containsExactlyInAnyOrder(SELF.instanceId(), alive.instanceId());
        assertThat(view.instances(now)).extracting(Instance::state).containsOnly(State.UP);
    }
}
