package dev.warren.orders.saga;

import static dev.warren.orders.saga.OrderStatus.CANCELLED;
import static dev.warren.orders.saga.OrderStatus.CONFIRMED;
import static dev.warren.orders.saga.OrderStatus.CREDIT_RESERVED;
import static dev.warren.orders.saga.OrderStatus.PLACED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.events.CreditRefusal;
import dev.warren.messaging.Decision;
import dev.warren.messaging.Decision.Decided;
import dev.warren.messaging.Said;
import dev.warren.orders.Fixtures;
import dev.warren.orders.saga.OrderInput.CancelOrder;
import dev.warren.orders.saga.OrderInput.CreditRefused;
import dev.warren.orders.saga.OrderInput.CreditReleased;
import dev.warren.orders.saga.OrderInput.CreditReserved;
import dev.warren.orders.saga.OrderInput.DeadlinePassed;
import dev.warren.orders.saga.OrderInput.PaymentCaptured;
import dev.warren.orders.saga.OrderInput.PaymentDeclined;
import dev.warren.orders.saga.OrderInput.PaymentRefunded;
import dev.warren.orders.saga.OrderInput.PlaceOrder;
import dev.warren.orders.saga.OrderWorld.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever comes, however often and in whatever order. */
class AnyInterleavingTest {

    /** To itself: an answer to a cancellation is noted. */
    private static final Map<OrderStatus, Set<OrderStatus>> TABLE = Map.of(
            PLACED, Set.of(CREDIT_RESERVED, CANCELLED),
            CREDIT_RESERVED, Set.of(CONFIRMED, CANCELLED),
            CONFIRMED, Set.of(CANCELLED),
            CANCELLED, Set.of(CANCELLED));

    /** Also what no healthy neighbour would say. */
    @Property
    void any_inputs_at_all_lead_along_the_table_and_number_its_events_without_a_gap(
            @ForAll("inputs") List<OrderInput> inputs, @ForAll("minutes") List<Integer> pauses) {
        var saga = new OrderSaga(Fixtures.DEADLINES);
        var states = new ArrayList<Order>();
        var said = new ArrayList<Said>();
        var now = Fixtures.START;
        for (int i = 0; i < inputs.size(); i++) {
            now = now.plus(Duration.ofMinutes(pauses.get(i % pauses.size())));
            Order before = states.isEmpty() ? null : states.getLast();
            Decision<Order, Void> decision = saga.decide(before, inputs.get(i), now);
            assertThat(saga.decide(before, inputs.get(i), now)).as("pure").isEqualTo(decision);
            if (decision instanceof Decided<Order, Void> decided) {
                states.add(decided.state());
                said.addAll(decided.said());
            }
        }
        isOnTheTable(states);
        isGapless(said);
    }

    @Property
    void healthy_neighbours_never_contradict_and_every_order_settles(
            @ForAll boolean hasCredit, @ForAll boolean cardWorks, @ForAll("steps") List<Step> steps) {
        var world = new OrderWorld(hasCredit, cardWorks);
        steps.forEach(world::happens);
        world.calmsDown();
        world.calmsDown();

        assertThat(world.order().status()).isIn(CONFIRMED, CANCELLED);
        assertThat(world.order().isSettled()).isTrue();
        assertThat(world.order().status() == CONFIRMED || world.nobodyOwesAnAnswer())
                .isTrue();
        isOnTheTable(world.states);
        isGapless(world.said());
    }

    private static void isOnTheTable(List<Order> states) {
        for (int i = 1; i < states.size(); i++) {
            assertThat(states.get(i)).isNotEqualTo(states.get(i - 1));
            assertThat(states.get(i).status()).isIn(TABLE.get(states.get(i - 1).status()));
            assertThat(states.get(i - 1).status() == CANCELLED
                            && states.get(i - 1).isSettled()
                            && !states.get(i).isSettled())
                    .as("unsettled again")
                    .isFalse();
        }
    }

    private static void isGapless(List<Said> said) {
        assertThat(said.stream().map(Said::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, said.size()).boxed().toList());
    }

    @Provide
    Arbitrary<List<OrderInput>> inputs() {
        var order = Fixtures.ORDER;
        return Arbitraries.of(
                        new CancelOrder(order),
                        new DeadlinePassed(order),
                        new CreditReserved(order),
                        new CreditReserved(order),
                        new CreditRefused(order, CreditRefusal.UNKNOWN_USER),
                        new CreditReleased(order),
                        new PaymentCaptured(order),
                        new PaymentDeclined(order),
                        new PaymentRefunded(order),
                        new PlaceOrder(Fixtures.aPurchase()))
                .list()
                .ofMaxSize(30)
                .map(inputs -> {
                    var all = new ArrayList<OrderInput>(List.of(new PlaceOrder(Fixtures.aPurchase())));
                    all.addAll(inputs);
                    return all;
                });
    }

    @Provide
    Arbitrary<List<Integer>> minutes() {
        return Arbitraries.integers().between(0, 20).list().ofMinSize(1).ofMaxSize(10);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var kinds = Arbitraries.frequency(
                Tuple.of(6, Step.Kind.TELL),
                Tuple.of(6, Step.Kind.ANSWER),
                Tuple.of(1, Step.Kind.CANCEL),
                Tuple.of(2, Step.Kind.DEADLINE),
                Tuple.of(2, Step.Kind.TIME));
        return Combinators.combine(kinds, Arbitraries.integers().between(0, 99))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }
}
