package dev.warren.users;

import static dev.warren.users.Fixtures.ADA;
import static dev.warren.users.Fixtures.LIMIT;
import static dev.warren.users.Fixtures.NOTHING;
import static dev.warren.users.Fixtures.TOTAL;
import static dev.warren.users.Fixtures.euros;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.uuid.Generators;
import dev.warren.events.Catalogue;
import dev.warren.events.ContractModule;
import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.events.UserLookup;
import dev.warren.messaging.Commands;
import dev.warren.messaging.Messaging;
import dev.warren.messaging.deadletters.DeadLetters;
import dev.warren.messaging.deadletters.Edit;
import dev.warren.messaging.deadletters.Filter;
import dev.warren.messaging.events.Heard;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.requests.Formats;
import dev.warren.messaging.requests.Request;
import dev.warren.messaging.requests.Requests;
import dev.warren.users.UserInput.RegisterUser;
import dev.warren.users.storage.Users;
import io.micronaut.runtime.EmbeddedApplication;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The running service between a broker and its database. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserServiceIT implements TestPropertyProvider {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final Surroundings surroundings = new Surroundings();
    private UserId user;
    private Requests requests;

    @Inject
    EmbeddedApplication<?> service;

    @Inject
    Commands<UserInput, Account> commands;

    @Inject
    Users users;

    @Inject
    Messaging messaging;

    @Override
    public Map<String, String> getProperties() {
        return surroundings.properties();
    }

    @BeforeAll
    void awaitTables() {
        await().atMost(AT_MOST).until(() -> messaging.runtime().orElseThrow().databaseTrouble() == null);
        requests = messaging.asking(new Formats(ContractModule.forEvents()));
        await().atMost(AT_MOST).until(requests::isOpen);
    }

    @BeforeEach
    void register() throws Exception {
        user = new UserId(Generators.timeBasedEpochGenerator().generate());
        commands.submit(new RegisterUser(user, ADA, LIMIT)).get(5, TimeUnit.SECONDS);
    }

    @AfterAll
    void stop() {
        service.stop();
        surroundings.close();
    }

    @Test
    void a_new_user_is_told_of_with_name_and_limit() throws Exception {
        awaitEvents(user.value(), "user.registered.v1 1", "user.credit-limit-changed.v1 2");
    }

    @Test
    void an_order_reserves_and_its_cancellation_releases() throws Exception {
        OrderId order = Surroundings.newOrder();

        surroundings.place(order, user, TOTAL);
        awaitEvents(order.value(), "user.credit-reserved.v1 1");
        assertThat(reserved()).isEqualTo(TOTAL);

        surroundings.cancel(order, user, TOTAL);
        awaitEvents(order.value(), "user.credit-reserved.v1 1", "user.credit-released.v1 2");
        assertThat(reserved()).isEqualTo(NOTHING);
    }

    @Test
    void of_many_orders_at_once_no_more_is_granted_than_the_limit() throws Exception {
        var orders = new ArrayList<OrderId>();
        for (int i = 0; i < 30; i++) {
            orders.add(Surroundings.newOrder());
            surroundings.place(orders.getLast(), user, euros("7.00"));
        }

        for (OrderId order : orders) {
            await().atMost(AT_MOST)
                    .until(() -> !surroundings.heardOf(order.value()).isEmpty());
        }
        assertThat(reserved()).isEqualTo(euros("98.00"));
    }

    @Test
    void an_order_placed_again_is_answered_with_the_same_message() throws Exception {
        OrderId order = Surroundings.newOrder();

        surroundings.place(order, user, TOTAL);
        awaitEvents(order.value(), "user.credit-reserved.v1 1");
        surroundings.place(order, user, TOTAL);
        awaitAnswersSoFar();

        assertThat(messagesOf(order)).hasSize(1);
        assertThat(reserved()).isEqualTo(TOTAL);
    }

    @Test
    void an_order_cancelled_first_reserves_nothing_afterwards() throws Exception {
        OrderId order = Surroundings.newOrder();

        surroundings.cancel(order, user, TOTAL);
        awaitEvents(order.value(), "user.credit-released.v1 1");
        surroundings.place(order, user, TOTAL);
        surroundings.cancel(order, user, TOTAL);
        awaitAnswersSoFar();

        assertThat(messagesOf(order)).hasSize(1);
        assertThat(reserved()).isEqualTo(NOTHING);
    }

    @Test
    void an_order_of_somebody_unknown_is_refused_and_released() throws Exception {
        OrderId order = Surroundings.newOrder();
        var unknown = new UserId(UUID.randomUUID());

        surroundings.place(order, unknown, TOTAL);
        surroundings.cancel(order, unknown, TOTAL);

        awaitEvents(order.value(), "user.credit-refused.v1 1", "user.credit-released.v1 2");
        assertThat(users.find(unknown.value())).isEmpty();
    }

    @Test
    void orders_of_both_versions_are_heard_side_by_side() throws Exception {
        OrderId first = Surroundings.newOrder();
        OrderId second = Surroundings.newOrder();

        surroundings.publish(surroundings.placedInVersion1(first, user, euros("10.00")));
        surroundings.place(second, user, euros("20.00"));

        awaitEvents(first.value(), "user.credit-reserved.v1 1");
        awaitEvents(second.value(), "user.credit-reserved.v1 1");
        assertThat(reserved()).isEqualTo(euros("30.00"));
    }

    @Test
    void a_dead_letter_of_the_older_version_is_mended_sent_back_and_handled() throws Exception {
        OrderId order = Surroundings.newOrder();
        Message good = surroundings.placedInVersion1(order, user, euros("10.00"));
        byte[] bad = new String(good.body(), UTF_8)
                .replace("\"quantity\":1", "\"quantity\":0")
                .getBytes(UTF_8);
        surroundings.publish(new Message(good.id(), good.exchange(), good.routingKey(), good.properties(), bad));

        DeadLetters letters = messaging.deadLetters().orElseThrow();
        var onlyV1 = new Filter(Optional.empty(), Optional.of("order.placed.v1"), Optional.empty());
        var letter = await().atMost(AT_MOST)
                .until(() -> letters.page(onlyV1, Optional.empty(), 1), page -> !page.isEmpty())
                .getFirst();
        assertThat(letter.reason()).contains("order.placed.v1 $.items[0].quantity");
        var body = Optional.of(good.body());
        letters.edit(
                letter.id(),
                new Edit(letter.version(), body, Optional.empty(), Optional.empty(), Optional.empty(), Map.of()),
                "ann");
        letters.redrive(letter.id(), false, "ann");

        awaitEvents(order.value(), "user.credit-reserved.v1 1");
    }

    @Test
    void an_order_that_names_somebody_else_later_is_put_aside() throws Exception {
        OrderId order = Surroundings.newOrder();
        long before = surroundings.deadLetters();

        surroundings.place(order, user, TOTAL);
        surroundings.cancel(order, new UserId(UUID.randomUUID()), TOTAL);

        await().atMost(AT_MOST).until(() -> surroundings.deadLetters() == before + 1);
        assertThat(reserved()).isEqualTo(TOTAL);
    }

    @Test
    void who_a_user_is_can_be_asked_within_a_deadline() throws Exception {
        var found = ask(user).get(10, TimeUnit.SECONDS);

        assertThat(found.id()).isEqualTo(user);
        assertThat(found.name()).isEqualTo(ADA.name());
        assertThat(found.email()).isEqualTo(ADA.email());
        assertThat(found.credit().limit()).isEqualTo(LIMIT);
        assertThat(found.credit().reserved()).isEqualTo(NOTHING);
        assertThat(found.credit().available()).isEqualTo(LIMIT);
    }

    @Test
    void who_asks_for_somebody_unknown_learns_that_there_is_nobody() {
        assertThatThrownBy(() -> ask(new UserId(UUID.randomUUID())).get(10, TimeUnit.SECONDS))
                .hasMessageContaining("NOT_FOUND");
    }

    private CompletableFuture<UserLookup.Found> ask(UserId id) {
        var type = Catalogue.USER_LOOKUP;
        return requests.ask(
                new Request<>(type.name(), type.question(), type.answer()), new UserLookup(id), Duration.ofSeconds(5));
    }

    /** Different ones: an event that is said again while it still waits to be published goes out once. */
    private Set<UUID> messagesOf(OrderId order) throws Exception {
        return surroundings.heardOf(order.value()).stream().map(Heard::id).collect(toSet());
    }

    /** Messages are handled in the order in which they come, so whatever was said before this order's answer is heard with it. */
    private void awaitAnswersSoFar() throws Exception {
        OrderId last = Surroundings.newOrder();
        surroundings.cancel(last, user, TOTAL);
        awaitEvents(last.value(), "user.credit-released.v1 1");
    }

    private Money reserved() throws Exception {
        return users.find(user.value()).orElseThrow().credit().reserved();
    }

    private void awaitEvents(UUID subject, String... events) {
        await().atMost(AT_MOST)
                .untilAsserted(() -> assertThat(surroundings.heardOf(subject).stream()
                                .map(heard -> heard.type() + " " + heard.sequence()))
                        .containsExactly(events));
    }
}
