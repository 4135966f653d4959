package dev.warren.notifications.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.events.OrderId;
import dev.warren.events.Template;
import dev.warren.events.UserId;
import dev.warren.local.AccessMatrix;
import dev.warren.local.AccessMatrix.Owners;
import dev.warren.local.TestTokens;
import dev.warren.notifications.Notice;
import dev.warren.notifications.Surroundings;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.web.router.Router;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may do what. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT implements TestPropertyProvider {

    private final Surroundings surroundings = new Surroundings();

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
        var ada = Surroundings.newUser();
        var bob = Surroundings.newUser();
        var adasOrder = Surroundings.newOrder();
        var owners = new Owners(
                ada.toString(),
                confirmationOf(adasOrder, ada),
                bob.toString(),
                confirmationOf(Surroundings.newOrder(), bob));

        assertThat(new AccessMatrix(service.getURI(), owners)
                        .ownList("GET /notifications")
                        .ownFilter("GET /notifications?orderId=" + adasOrder)
                        .violations(routes()))
                .isEmpty();
    }

    private String confirmationOf(OrderId order, UserId user) throws Exception {
        surroundings.register(user, "somebody");
        surroundings.confirm(order, user);
        surroundings.awaitEvents(order, 1);
        return Notice.id(order, Template.ORDER_CONFIRMED).toString();
    }

    private Set<String> routes() {
        return router.uriRoutes()
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                .filter(route -> !route.startsWith("HEAD "))
                .collect(Collectors.toSet());
    }
}
