package dev.warren.users;

import static dev.warren.users.Fixtures.ADA;
import static dev.warren.users.Fixtures.NOTHING;
import static dev.warren.users.Fixtures.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.events.OrderId;
import dev.warren.events.UserEvent.CreditReleased;
import dev.warren.messaging.Said;
import dev.warren.users.UserInput.OrderCancelled;
import dev.warren.users.UserInput.OrderPlaced;
import dev.warren.users.UserInput.RegisterUser;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Orders of one user, placed and cancelled in any order, any number of times, before and after the user registers. */
class AnyInterleavingTest {

    private static final int ORDERS = 6;

    /** @param isPlaced or else cancelled */
    record Step(int order, boolean isPlaced) {}

    @Property(tries = 20_000)
    void credit_adds_up_within_the_limit_and_no_answer_ever_changes(
            @ForAll("totals") List<Money> totals,
            @ForAll("limits") Money limit,
            @ForAll("steps") List<Step> steps,
            @ForAll("registrations") int registration) {
        var world = new CreditWorld();
        for (int i = 0; i < steps.size(); i++) {
            if (i == registration) {
                world.happens(new RegisterUser(USER, ADA, limit));
            }
            Step step = steps.get(i);
            world.happens(input(step, totals));
            creditAddsUp(world, limit);
            orderIsAnswered(world, step);
        }
        world.said().forEach(AnyInterleavingTest::sequencesAreGapless);
    }

    @Property
    void nothing_stays_reserved_when_every_order_is_cancelled(
            @ForAll("totals") List<Money> totals, @ForAll("limits") Money limit, @ForAll("steps") List<Step> steps) {
        var world = new CreditWorld();
        world.happens(new RegisterUser(USER, ADA, limit));
        steps.forEach(step -> world.happens(input(step, totals)));
        for (int order = 0; order < ORDERS; order++) {
            world.happens(input(new Step(order, false), totals));
        }
        steps.stream().filter(Step::isPlaced).forEach(late -> world.happens(input(late, totals)));
        assertThat(world.reserved()).contains(NOTHING);
    }

    private static void creditAddsUp(CreditWorld world, Money limit) {
        Money live = world.liveReservations().stream().reduce(NOTHING, Money::plus);
        assertThat(world.reserved().orElse(NOTHING))
                .as("reserved")
                .isEqualTo(live)
                .isLessThanOrEqualTo(limit);
    }

    private static void orderIsAnswered(CreditWorld world, Step step) {
        var order = order(step.order());
        var last = world.lastSaid(order);
        assertThat(last).as("answer").isEqualTo(world.reservation(order).event());
        if (!step.isPlaced()) {
            assertThat(last).as("answer to the cancellation").isInstanceOf(CreditReleased.class);
        }
    }

    /** What has the same sequence is the same message; an order has one answer or two. */
    private static void sequencesAreGapless(List<Said> answers) {
        var different = answers.stream().distinct().toList();
        assertThat(different).hasSizeBetween(1, 2);
        assertThat(different.stream().map(Said::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, different.size()).boxed().toList());
    }

    private static UserInput input(Step step, List<Money> totals) {
        Money total = totals.get(step.order());
        OrderId order = order(step.order());
        return step.isPlaced() ? new OrderPlaced(order, USER, total) : new OrderCancelled(order, USER, total);
    }

    private static OrderId order(int number) {
        return new OrderId(new UUID(0x7000, Long.MIN_VALUE + number));
    }

    @Provide
    static Arbitrary<List<Money>> totals() {
        var currency = Arbitraries.frequency(Tuple.of(9, CurrencyUnit.EUR), Tuple.of(1, CurrencyUnit.JPY));
        return Combinators.combine(currency, Arbitraries.longs().between(1, 1_000))
                .as(Money::ofMinor)
                .list()
                .ofSize(ORDERS);
    }

    @Provide
    static Arbitrary<Money> limits() {
        return Arbitraries.longs().between(0, 3_000).map(minor -> Money.ofMinor(CurrencyUnit.EUR, minor));
    }

    /** Before which step the user registers; beyond the last step is never. */
    @Provide
    static Arbitrary<Integer> registrations() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(0, 50)));
    }

    @Provide
    static Arbitrary<List<Step>> steps() {
        return Combinators.combine(Arbitraries.integers().between(0, ORDERS - 1), Arbitraries.of(true, true, false))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }
}
