package dev.warren.orders.storage;

import static dev.warren.orders.Fixtures.ORDER;
import static dev.warren.orders.Fixtures.START;
import static dev.warren.orders.Fixtures.USER;
import static dev.warren.orders.Fixtures.aConfirmedOrder;
import static dev.warren.orders.Fixtures.aPurchase;
import static dev.warren.orders.Fixtures.anOrderAwaitingCredit;
import static dev.warren.orders.Fixtures.anOrderAwaitingPayment;
import static dev.warren.orders.Fixtures.anOrderId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.warren.events.OrderId;
import dev.warren.events.OrderItem;
import dev.warren.events.UserId;
import dev.warren.messaging.States.Change;
import dev.warren.orders.Fixtures;
import dev.warren.orders.metrics.OrderMeters;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.Order.AwaitingCredit;
import dev.warren.orders.saga.Order.Confirmed;
import dev.warren.orders.saga.OrderInput;
import dev.warren.orders.saga.OrderInput.CancelOrder;
import dev.warren.orders.saga.OrderInput.DeadlinePassed;
import dev.warren.orders.saga.OrderInput.PlaceOrder;
import dev.warren.orders.saga.OrderStatus;
import dev.warren.orders.saga.Purchase;
import dev.warren.orders.storage.Orders.Which;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderStatesIT {

    private static final String STEP = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static final UserId SOMEBODY_ELSE = new UserId(new UUID(0x7000, Long.MIN_VALUE));

    private final OrderStates states = new OrderStates(new OrderMeters(new SimpleMeterRegistry()));
    private HikariDataSource database;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        database = OrdersDatabase.fresh();
        connection = database.getConnection();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        database.close();
    }

    static Stream<Order> everyState() {
        return Stream.of(
                anOrderAwaitingCredit(),
                anOrderAwaitingCredit(aPurchase(ORDER, "a-key")),
                anOrderAwaitingCredit(Purchase.of(
                        ORDER,
                        USER,
                        List.of(new OrderItem("茶\"\\,{}", 1, Money.parse("JPY 1"))),
                        "pm_card_visa",
                        "ZZ",
                        null)),
                anOrderAwaitingPayment(),
                aConfirmedOrder(),
                Fixtures.aRefusedOrder(),
                Fixtures.anOrderWithoutAnAnswerAboutCredit(),
                Fixtures.aDeclinedOrder(),
                Fixtures.anOrderWithoutAnAnswerAboutPayment(),
                Fixtures.aCancelledOrderWithoutItsRefund());
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void an_order_is_loaded_as_it_was_inserted(Order order) throws SQLException {
        insert(order);

        assertThat(load(ORDER)).isEqualTo(Map.of(ORDER, order));
    }

    @Test
    void an_order_of_a_release_that_knew_no_tax_is_loaded_as_untaxed() throws SQLException {
        insert(anOrderAwaitingCredit());
        try (var statement = connection.createStatement()) {
            statement.execute("update orders set items = regexp_replace(items, ',\"taxRate\":\"[^\"]*\"', '', 'g')");
        }

        assertThat(load(ORDER).get(ORDER).purchase().items())
                .isEqualTo(Fixtures.ITEMS.stream()
                        .map(item -> new OrderItem(item.sku(), item.quantity(), item.unitPrice()))
                        .toList());
    }

    static Stream<Order> everyFurtherState() {
        return everyState().filter(order -> !(order instanceof AwaitingCredit));
    }

    @ParameterizedTest
    @MethodSource("everyFurtherState")
    void an_order_is_loaded_as_it_was_updated(Order order) throws SQLException {
        insert(anOrderAwaitingCredit());
        states.save(connection, List.of(new Change<>(anOrderAwaitingCredit(), order)));

        assertThat(load(ORDER)).isEqualTo(Map.of(ORDER, order));
    }

    @Test
    void one_batch_inserts_and_updates_many() throws SQLException {
        var placed = IntStream.range(0, 300)
                .mapToObj(i -> anOrderAwaitingCredit(aPurchase(anOrderId(i), null)))
                .toList();
        insert(placed.subList(0, 200));
        states.save(
                connection,
                IntStream.range(100, 300)
                        .mapToObj(i -> i < 200
                                ? new Change<Order>(placed.get(i), confirmed(placed.get(i)))
                                : new Change<Order>(null, placed.get(i)))
                        .toList());

        var loaded = load(placed.stream().map(Order::id).toArray(OrderId[]::new));
        assertThat(loaded).hasSize(300);
        assertThat(loaded.values().stream().filter(it -> it instanceof Confirmed))
                .hasSize(100);
    }

    @Test
    void unknown_orders_are_absent_and_each_order_is_loaded_once() throws SQLException {
        insert(anOrderAwaitingCredit());

        assertThat(load(ORDER, anOrderId(1), ORDER)).containsOnlyKeys(ORDER);
    }

    @Test
    void an_order_under_a_known_key_stands_for_the_new_one() throws SQLException {
        Order first = anOrderAwaitingCredit(aPurchase(ORDER, "a-key"));
        insert(first);
        var again = new PlaceOrder(aPurchase(anOrderId(1), "a-key"));

        assertThat(states.load(connection, List.of(again))).isEqualTo(Map.of(again.orderId(), first));
    }

    @Test
    void a_key_is_known_only_with_its_user() throws SQLException {
        insert(anOrderAwaitingCredit(aPurchase(ORDER, "a-key")));
        var id = anOrderId(1);
        var somebodyElses = Purchase.of(id, SOMEBODY_ELSE, Fixtures.ITEMS, "pm_card_visa", "DE", "a-key");

        assertThat(states.load(
                        connection,
                        List.of(
                                new PlaceOrder(somebodyElses),
                                new PlaceOrder(aPurchase(anOrderId(2), "another-key")),
                                new PlaceOrder(aPurchase(anOrderId(3), null)))))
                .isEmpty();
    }

    @Test
    void an_order_that_another_instance_has_placed_meanwhile_under_the_same_key_is_a_unique_violation()
            throws SQLException {
        insert(anOrderAwaitingCredit(aPurchase(ORDER, "a-key")));

        assertThatThrownBy(() -> insert(anOrderAwaitingCredit(aPurchase(anOrderId(1), "a-key"))))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }

    @Test
    void passed_deadlines_of_open_orders_are_due_oldest_first() throws SQLException {
        var late = START.plusSeconds(2);
        insert(waitingUntil(late, anOrderId(1)));
        states.save(connection, List.of(new Change<>(null, waitingUntil(START, anOrderId(2)), STEP)));
        insert(waitingUntil(late.plusMillis(1), anOrderId(3)));
        insert(aConfirmedOrder());

        assertThat(states.due(connection, late, 10))
                .containsExactly(new DeadlinePassed(anOrderId(2)), new DeadlinePassed(anOrderId(1)));
        assertThat(states.due(connection, late, 1)).containsExactly(new DeadlinePassed(anOrderId(2)));
        assertThat(states.steps(connection, states.due(connection, late, 10)))
                .isEqualTo(Map.of(new DeadlinePassed(anOrderId(2)), STEP));
    }

    @Test
    void open_deadlines_move_by_an_outage() throws SQLException {
        insert(anOrderAwaitingPayment());
        insert(confirmed(anOrderAwaitingCredit(aPurchase(anOrderId(1), null))));
        states.postpone(connection, Duration.ofMillis(61_001));

        var waiting = (Order.Open) load(ORDER).get(ORDER);
        assertThat(waiting.deadline())
                .isEqualTo(anOrderAwaitingPayment().deadline().plusMillis(61_001));
        assertThat(load(anOrderId(1)).get(anOrderId(1))).isInstanceOf(Confirmed.class);
    }

    @Test
    void people_find_an_order_by_its_id() throws SQLException {
        insert(aConfirmedOrder());
        var orders = new Orders(database);

        assertThat(orders.find(ORDER, Optional.empty())).contains(aConfirmedOrder());
        assertThat(orders.find(anOrderId(1), Optional.empty())).isEmpty();
    }

    @Test
    void people_page_through_orders_newest_first_by_user_and_status() throws SQLException {
        var placed = IntStream.range(0, 5)
                .mapToObj(i -> anOrderAwaitingCredit(aPurchase(anOrderId(i), null)))
                .toList();
        insert(placed);
        insert(confirmed(anOrderAwaitingCredit(
                Purchase.of(anOrderId(5), SOMEBODY_ELSE, Fixtures.ITEMS, "pm_card_visa", "DE", null))));
        var orders = new Orders(database);

        assertThat(orders.page(which(Optional.empty(), Optional.empty()), Optional.empty(), 2))
                .extracting(Order::id)
                .containsExactly(anOrderId(5), anOrderId(4));
        assertThat(orders.page(
                        which(Optional.empty(), Optional.empty()),
                        Optional.of(anOrderId(4).value()),
                        10))
                .extracting(Order::id)
                .containsExactly(anOrderId(3), anOrderId(2), anOrderId(1), anOrderId(0));
        assertThat(orders.page(which(Optional.of(SOMEBODY_ELSE), Optional.empty()), Optional.empty(), 10))
                .extracting(Order::id)
                .containsExactly(anOrderId(5));
        assertThat(orders.page(which(Optional.of(USER), Optional.of(OrderStatus.CONFIRMED)), Optional.empty(), 10))
                .isEmpty();
        assertThat(orders.page(which(Optional.empty(), Optional.of(OrderStatus.PLACED)), Optional.empty(), 1))
                .containsExactly(placed.get(4));
    }

    private static Which which(Optional<UserId> user, Optional<OrderStatus> status) {
        return new Which(Optional.empty(), user, status);
    }

    @Test
    void owners_find_and_list_their_own_orders_only() throws SQLException {
        insert(aConfirmedOrder());
        var orders = new Orders(database);
        var owner = Optional.of(USER.value());
        var stranger = Optional.of(SOMEBODY_ELSE.value());

        assertThat(orders.find(ORDER, owner)).contains(aConfirmedOrder());
        assertThat(orders.find(ORDER, stranger)).isEmpty();
        assertThat(orders.page(new Which(owner, Optional.empty(), Optional.empty()), Optional.empty(), 2))
                .containsExactly(aConfirmedOrder());
        assertThat(orders.page(new Which(stranger, Optional.of(USER), Optional.empty()), Optional.empty(), 2))
                .isEmpty();
    }

    private static AwaitingCredit waitingUntil(Instant deadline, OrderId id) {
        return new AwaitingCredit(aPurchase(id, null), Fixtures.after(1), deadline);
    }

    private static Confirmed confirmed(Order order) {
        return new Confirmed(order.purchase(), Fixtures.after(3));
    }

    private void insert(Order order) throws SQLException {
        insert(List.of(order));
    }

    private void insert(Collection<? extends Order> orders) throws SQLException {
        states.save(
                connection,
                orders.stream().map(it -> new Change<Order>(null, it)).toList());
    }

    private Map<OrderId, Order> load(OrderId... orders) throws SQLException {
        return states.load(
                connection, Stream.of(orders).<OrderInput>map(CancelOrder::new).toList());
    }
}
