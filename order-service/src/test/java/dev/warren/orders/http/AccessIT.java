package dev.warren.orders.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.events.UserLookup;
import dev.warren.events.UserLookup.Credit;
import dev.warren.events.UserLookup.Found;
import dev.warren.local.AccessMatrix;
import dev.warren.local.AccessMatrix.Owners;
import dev.warren.local.TestTokens;
import dev.warren.messaging.requests.RequestException;
import dev.warren.messaging.requests.RequestException.Reason;
import dev.warren.orders.RunningOrderService;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Who may do what. */
class AccessIT {

    private static final String ADA = UUID.randomUUID().toString();
    private static final String BOB = UUID.randomUUID().toString();

    @Test
    void everybody_may_do_what_the_matrix_says_and_nothing_else() throws Exception {
        try (var service = RunningOrderService.start(
                        Map.of("micronaut.security.enabled", "true", "edge.security.secret", TestTokens.SECRET));
                var users = service.somebodyAnswers(AccessIT::lookedUp)) {
            var owners = new Owners(ADA, place(service, ADA), BOB, place(service, BOB));

            assertThat(new AccessMatrix(service.uri(), owners)
                            .forOneself("POST /orders", 202, Bodies.anOrder().replace(Bodies.USER, "USER"))
                            .open("GET /openapi")
                            .open("GET /openapi/view")
                            .open("GET /asyncapi")
                            .open("GET /schemas")
                            .open("GET /schemas/{type}")
                            .ownList("GET /orders")
                            .ownFilter("GET /orders?userId=" + ADA)
                            .owners("GET /orders/{id}", 200, null)
                            .usersOwn("GET /users/{id}/orders", 200, null)
                            .owners("POST /orders/{id}/cancel", 202, "")
                            .operators("POST /orders/{id}/resend", "")
                            .violations(service.routes()))
                    .isEmpty();
        }
    }

    private static Found lookedUp(UserLookup question) {
        if (!Set.of(ADA, BOB).contains(question.userId().toString())) {
            throw new RequestException(Reason.NOT_FOUND, "there is no such user");
        }
        var none = Money.zero(CurrencyUnit.EUR);
        return new Found(question.userId(), "Somebody", "somebody@example.org", new Credit(none, none, none));
    }

    private static String place(RunningOrderService service, String user) {
        var body = Bodies.anOrder().replace(Bodies.USER, user);
        var placed = service.post("/orders", body, "Authorization", "Bearer " + TestTokens.customer(user));
        return placed.json().get("id").asText();
    }
}
