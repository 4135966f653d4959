package dev.warren.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.events.OrderId;
import dev.warren.messaging.Messaging;
import dev.warren.payments.provider.CaptureAnswer;
import dev.warren.payments.provider.OutcomeUnknownException;
import dev.warren.payments.provider.PaymentProvider;
import dev.warren.payments.provider.RefundAnswer;
import dev.warren.payments.provider.simulated.SimulatedProvider;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.EmbeddedApplication;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The provider is away for a while: nobody pays twice, nobody is forgotten, and hardly anybody asks in vain. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderAwayIT implements TestPropertyProvider {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final int WHILE_UP = 5;
    private static final int WHILE_AWAY = 300;

    private final Surroundings surroundings = new Surroundings();

    @Inject
    EmbeddedApplication<?> service;

    @Inject
    DataSource database;

    @Inject
    Messaging messaging;

    @Inject
    SwitchedProvider provider;

    /** The simulated provider behind a switch. */
    @Primary
    @Singleton
    @Requires(property = "test.provider", value = "switched")
    static final class SwitchedProvider implements PaymentProvider {

        private final SimulatedProvider provider;
        private final AtomicInteger inVain = new AtomicInteger();
        private final Set<String> keys = ConcurrentHashMap.newKeySet();
        private volatile boolean away;

        SwitchedProvider(SimulatedProvider provider) {
            this.provider = provider;
        }

        @Override
        public CaptureAnswer capture(String key, Money amount, String method) {
            failIfAway(key);
            return provider.capture(key, amount, method);
        }

        @Override
        public RefundAnswer refund(String key, String captureReference) {
            failIfAway(key);
            return provider.refund(key, captureReference);
        }

        private void failIfAway(String key) {
            if (away) {
                inVain.incrementAndGet();
                keys.add(key);
                throw new OutcomeUnknownException("the provider is away");
            }
        }
    }

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(surroundings.properties());
        properties.put("test.provider", "switched");
        properties.put("messaging.prefetch", "50");
        properties.put("messaging.probe-interval", "500ms");
        return properties;
    }

    @BeforeAll
    void awaitTables() {
        await().atMost(AT_MOST).until(() -> messaging.runtime().orElseThrow().databaseTrouble() == null);
    }

    @AfterAll
    void stop() {
        service.stop();
        surroundings.close();
    }

    @Test
    void requests_wait_in_the_queue_until_the_provider_is_back_and_each_is_captured_once() throws Exception {
        ask(WHILE_UP);
        await().atMost(AT_MOST).until(() -> captures() == WHILE_UP);

        provider.away = true;
        List<OrderId> waiting = ask(WHILE_AWAY);
        await().atMost(AT_MOST).until(() -> !isProviderUp());
        await().atMost(AT_MOST).until(() -> provider.inVain.get() > provider.keys.size());
        int asked = provider.inVain.get();
        assertThat(surroundings.waiting()).as("left in the queue").isGreaterThan(100);
        assertThat(asked).as("calls in vain").isLessThan(WHILE_AWAY);
        surroundings.cancel(waiting.getFirst());

        provider.away = false;
        await().atMost(AT_MOST).until(() -> captures() == WHILE_UP + WHILE_AWAY);
        assertThat(isProviderUp()).isTrue();
        await().atMost(AT_MOST)
                .untilAsserted(() -> assertThat(
                                surroundings.heardOf(waiting.getFirst()).map(it -> it.type()))
                        .containsExactly("payment.captured.v1", "payment.refunded.v1"));
        assertThat(surroundings.deadLetters()).isZero();
    }

    private List<OrderId> ask(int times) throws Exception {
        var orders = new ArrayList<OrderId>();
        for (int i = 0; i < times; i++) {
            orders.add(Surroundings.newOrder());
            surroundings.requestPayment(orders.getLast(), "pm_card_visa");
        }
        return orders;
    }

    private boolean isProviderUp() {
        return messaging.runtime().orElseThrow().dependency().orElseThrow().isUp();
    }

    private long captures() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.createStatement();
                var row =
                        select.executeQuery("select count(*) from simulated_provider_ledger where kind = 'CAPTURE'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
