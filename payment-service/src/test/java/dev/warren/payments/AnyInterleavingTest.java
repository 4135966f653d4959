package dev.warren.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.events.PaymentEvent.PaymentCaptured;
import dev.warren.events.PaymentEvent.PaymentDeclined;
import dev.warren.events.PaymentEvent.PaymentRefunded;
import dev.warren.messaging.Said;
import dev.warren.payments.ForgetfulProvider.Trouble;
import dev.warren.payments.Payment.Captured;
import dev.warren.payments.Payment.Declined;
import dev.warren.payments.Payment.Pending;
import dev.warren.payments.Payment.RefundFailed;
import dev.warren.payments.Payment.Refunded;
import dev.warren.payments.Payment.Tombstone;
import dev.warren.payments.Payment.Unresolved;
import dev.warren.payments.PaymentWorld.Step;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Requests, cancellations, calls, results and deadlines in any order, any number of times, with replies lost on the way. */
class AnyInterleavingTest {

    @Property(tries = 20_000)
    void money_is_taken_at_most_once_and_given_back_if_the_order_is_cancelled(
            @ForAll boolean declines, @ForAll boolean refusesRefunds, @ForAll("steps") List<Step> steps) {
        var world = worldAfter(steps, declines, refusesRefunds);

        assertThat(world.provider.captures()).as("captures").isLessThanOrEqualTo(1);
        assertThat(held(world)).as("what the provider holds").isEqualTo(expected(world));
        assertThat(world.isCancelled() && held(world) > 0)
                .as("a cancelled order that is paid")
                .isEqualTo(world.payment() instanceof RefundFailed);
        assertThat(world.said().stream().map(Said::sequence))
                .as("sequences")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, world.said().size()).boxed().toList());
        assertThat(world.said().stream().map(said -> said.event().getClass()).toList())
                .as("events")
                .isEqualTo(events(world.payment()));
    }

    @Property(tries = 20_000)
    void money_moves_once_even_when_the_provider_has_forgotten_the_key(
            @ForAll boolean refusesRefunds, @ForAll("stepsOverDays") List<Step> steps) {
        var world = worldAfter(steps, false, refusesRefunds);

        assertThat(world.provider.captures()).as("captures").isLessThanOrEqualTo(1);
        assertThat(world.provider.refunds()).as("refunds").isLessThanOrEqualTo(world.provider.captures());
        if (!(world.payment() instanceof Unresolved)) {
            assertThat(held(world)).isEqualTo(expected(world));
        }
    }

    private static PaymentWorld worldAfter(List<Step> steps, boolean declines, boolean refusesRefunds) {
        var world = new PaymentWorld(declines, refusesRefunds);
        steps.forEach(world::happens);
        world.calmsDown();
        return world;
    }

    private static int held(PaymentWorld world) {
        return world.provider.captures() - world.provider.refunds();
    }

    /** In totals of the order. */
    private static int expected(PaymentWorld world) {
        return switch (world.payment()) {
            case null -> 0;
            case Tombstone it -> 0;
            case Captured it -> 1;
            case Declined it -> 0;
            case Refunded it -> 0;
            case RefundFailed it -> 1;
            case Pending it -> throw new AssertionError("still waiting for the provider");
            case Unresolved it -> throw new AssertionError("given up");
        };
    }

    private static List<Class<?>> events(Payment payment) {
        return switch (payment) {
            case null -> List.of();
            case Tombstone it -> List.of();
            case Captured it -> List.of(PaymentCaptured.class);
            case Declined it -> List.of(PaymentDeclined.class);
            case Refunded it -> List.of(PaymentCaptured.class, PaymentRefunded.class);
            case RefundFailed it -> List.of(PaymentCaptured.class);
            case Pending it -> throw new AssertionError("still waiting for the provider");
            case Unresolved it -> throw new AssertionError("given up");
        };
    }

    @Provide
    static Arbitrary<List<Step>> steps() {
        return steps(Duration.ofMinutes(20));
    }

    @Provide
    static Arbitrary<List<Step>> stepsOverDays() {
        return steps(Duration.ofHours(30));
    }

    private static Arbitrary<List<Step>> steps(Duration longest) {
        var step = Combinators.combine(
                        Arbitraries.of(Step.Kind.class),
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.of(Trouble.class),
                        Arbitraries.longs().between(0, longest.toMillis()).map(Duration::ofMillis))
                .as(Step::new);
        return step.list().ofMaxSize(40);
    }
}
