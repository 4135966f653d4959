package dev.warren.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.events.Catalogue;
import dev.warren.local.fixtures.Flow;
import dev.warren.local.fixtures.FlowEvent;
import dev.warren.local.fixtures.Stage;
import dev.warren.messaging.topology.Definitions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Customers who order and cancel, and time that passes. */
final class OrderStage implements Stage {

    @Override
    public String service() {
        return OrderService.PARTICIPANT.name();
    }

    @Override
    public Set<String> hears() {
        return OrderService.PARTICIPANT.hears();
    }

    @Override
    public String definitions(String vhost) {
        return Definitions.of(vhost, List.of(OrderService.PARTICIPANT), Catalogue.names(), Set.of());
    }

    /** Says orders in the version of the flow. */
    @Override
    public Map<String, ?> configuration(Flow flow) {
        String placed = flow.saidBy(service()).getFirst().type();
        return Catalogue.newest(Catalogue.find(placed).orElseThrow()).name().equals(placed)
                ? Map.of()
                : Map.of("messaging.versions", placed);
    }

    @Override
    public void begin(FlowEvent event, Scene scene) {
        if (event.isA("order.placed")) {
            place(event, scene);
            return;
        }
        String order = scene.actual(event.subject());
        switch (event.reason()) {
            case "BY_CUSTOMER" -> scene.client().post("/orders/" + order + "/cancel", "");
            case "CREDIT_TIMEOUT", "PAYMENT_TIMEOUT" ->
                scene.change(
                        "update orders set deadline = now() - interval '1 hour' where id = '%s' and deadline is not null"
                                .formatted(order));
            default -> throw new IllegalArgumentException("nobody begins " + event);
        }
    }

    private static void place(FlowEvent placed, Scene scene) {
        ObjectNode order = placed.data().deepCopy();
        order.remove(List.of("orderId", "total"));
        order.put("userId", scene.actual(order.get("userId").asText()));
        if (order.at("/paymentMethod/token").isTextual()) {
            order.set("paymentMethod", order.at("/paymentMethod/token"));
        }
        var accepted = scene.client().post("/orders", order.toString()).json();
        scene.bind(placed.subject(), accepted.get("id").asText());
    }

    /** Whether an event is in the timeline of its order. */
    static boolean concerns(FlowEvent event) {
        return event.speaker().equals(OrderService.PARTICIPANT.name())
                || OrderService.PARTICIPANT.hears().contains(event.type());
    }
}
