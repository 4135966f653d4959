package dev.warren.payments.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.local.AccessMatrix;
import dev.warren.local.AccessMatrix.Owners;
import dev.warren.local.TestTokens;
import dev.warren.payments.Surroundings;
import dev.warren.payments.storage.Payments;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.web.router.Router;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may do what. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT implements TestPropertyProvider {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final Surroundings surroundings = new Surroundings();

    @Inject
    Payments payments;

    @Inject
    EmbeddedServer service;

    @Inject
    Router router;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(surroundings.properties());
        properties.put("micronaut.security.enabled", "true");
        properties.put("edge.security.secret", TestTokens.SECRET);
        return properties;
    }

    @AfterAll
    void stop() {
        service.stop();
        surroundings.close();
    }

    @Test
    void everybody_may_do_what_the_matrix_says_and_nothing_else() throws Exception {
        var ada = new UserId(UUID.randomUUID());
        var bob = new UserId(UUID.randomUUID());
        var adasOrder = Surroundings.newOrder();
        var owners = new Owners(
                ada.toString(), paymentOf(adasOrder, ada), bob.toString(), paymentOf(Surroundings.newOrder(), bob));

        assertThat(new AccessMatrix(service.getURI(), owners)
                        .ownList("GET /payments")
                        .ownFilter("GET /payments?orderId=" + adasOrder)
                        .owners("GET /payments/{id}", 200, null)
                        .operators("POST /payments/{id}/retry", "")
                        .operators("GET /simulated-provider", null)
                        .operators("PUT /simulated-provider", "{}")
                        .violations(routes()))
                .isEmpty();
    }

    private String paymentOf(OrderId order, UserId user) throws Exception {
        surroundings.requestPayment(order, user, "pm_card_visa");
        await().atMost(AT_MOST).until(() -> surroundings.heardOf(order).count() == 1);
        return payments.ofOrder(order.value(), Optional.empty())
                .orElseThrow()
                .id()
                .toString();
    }

    private Set<String> routes() {
        return router.uriRoutes()
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                .filter(route -> !route.startsWith("HEAD "))
                .collect(Collectors.toSet());
    }
}
