package dev.warren.users;

import dev.warren.events.Catalogue;
import dev.warren.local.fixtures.Flow;
import dev.warren.local.fixtures.Stage;
import dev.warren.messaging.topology.Definitions;
import java.util.List;
import java.util.Set;

/** Users with as much credit as the flow needs them to have. */
final class UserStage implements Stage {

    @Override
    public String service() {
        return UserService.PARTICIPANT.name();
    }

    @Override
    public Set<String> hears() {
        return UserService.PARTICIPANT.hears();
    }

    @Override
    public String definitions(String vhost) {
        return Definitions.of(vhost, List.of(UserService.PARTICIPANT), Catalogue.names(), Set.of());
    }

    @Override
    public void prepare(Flow flow, Scene scene) {
        if (flow.says("user.credit-refused", "UNKNOWN_USER")) {
            return;
        }
        var user = scene.client().post("/users", """
                {"name":"Ada","email":"ada@example.org","creditLimit":{"amount":"%s","currency":"%s"}}""".formatted(
                        flow.says("user.credit-refused", "INSUFFICIENT_CREDIT") ? "1.00" : "100000.00",
                        flow.says("user.credit-refused", "CURRENCY_MISMATCH") ? "USD" : "EUR"));
        scene.bind(flow.user(), user.json().get("id").asText());
    }
}
