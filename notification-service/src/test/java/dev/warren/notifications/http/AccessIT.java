package dev.warren.notifications.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.events.OrderId;
import dev.warren.events.Template;
import dev.warren.events.UserId;
import dev.warren.local.AccessMatrix;
import dev.warren.local.AccessMatrix.Owners;
import dev.warren.local.RunningService;
import dev.warren.notifications.Notice;
import dev.warren.notifications.Surroundings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may do what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

    private final Surroundings surroundings = new Surroundings();
    private final RunningService service = RunningService.start(surroundings.properties(), RunningService.SECURED);

    @AfterAll
    void stop() {
        service.close();
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

        assertThat(new AccessMatrix(service.uri(), owners)
                        .ownList("GET /notifications")
                        .ownFilter("GET /notifications?orderId=" + adasOrder)
                        .violations(service.routes()))
                .isEmpty();
    }

    private String confirmationOf(OrderId order, UserId user) throws Exception {
        surroundings.register(user, "somebody");
        surroundings.confirm(order, user);
        surroundings.awaitEvents(order, 1);
        return Notice.id(order, Template.ORDER_CONFIRMED).toString();
    }
}
