package dev.warren.payments.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.local.AccessMatrix;
import dev.warren.local.AccessMatrix.Owners;
import dev.warren.local.RunningService;
import dev.warren.payments.Surroundings;
import dev.warren.payments.storage.Payments;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may do what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final Surroundings surroundings = new Surroundings();
    private final RunningService service = RunningService.start(surroundings.properties(), RunningService.SECURED);

    @AfterAll
    void stop() {
        service.close();
        surroundings.close();
    }

    @Test
    void everybody_may_do_what_the_matrix_says_and_nothing_else() throws Exception {
        var ada = new UserId(UUID.randomUUID());
        var bob = new UserId(UUID.randomUUID());
        var adasOrder = Surroundings.newOrder();
        var owners = new Owners(
                ada.toString(), paymentOf(adasOrder, ada), bob.toString(), paymentOf(Surroundings.newOrder(), bob));

        assertThat(new AccessMatrix(service.uri(), owners)
                        .ownList("GET /payments")
                        .ownFilter("GET /payments?orderId=" + adasOrder)
                        .owners("GET /payments/{id}", 200, null)
                        .operators("POST /payments/{id}/retry", "")
                        .operators("GET /simulated-provider", null)
                        .operators("PUT /simulated-provider", "{}")
                        .violations(service.routes()))
                .isEmpty();
    }

    private String paymentOf(OrderId order, UserId user) throws Exception {
        surroundings.requestPayment(order, user, "pm_card_visa");
        await().atMost(AT_MOST).until(() -> surroundings.heardOf(order).count() == 1);
        return service.bean(Payments.class)
                .ofOrder(order.value(), Optional.empty())
                .orElseThrow()
                .id()
                .toString();
    }
}
