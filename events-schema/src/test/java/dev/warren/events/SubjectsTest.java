package dev.warren.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SubjectsTest {

    @ParameterizedTest
    @CsvSource({
        "user.registered.v1, userId",
        "user.updated.v1, userId",
        "user.credit-limit-changed.v1, userId",
        "user.erased.v1, userId",
        "user.credit-reserved.v1, orderId",
        "user.credit-released.v1, orderId",
        "user.credit-refused.v1, orderId",
        "order.placed.v1, orderId",
        "order.placed.v2, orderId",
        "order.payment-requested.v1, orderId",
        "order.confirmed.v1, orderId",
        "order.cancelled.v1, orderId",
        "payment.captured.v1, paymentId",
        "payment.declined.v1, paymentId",
        "payment.refunded.v1, paymentId",
        "notification.sent.v1, notificationId",
        "notification.failed.v1, notificationId"
    })
    void an_event_is_about_its_aggregate(String type, String field) {
        assertThat(Golden.event(type).subject())
                .hasToString(Golden.tree(type).get(field).textValue());
    }

    @ParameterizedTest
    @MethodSource("dev.warren.events.Golden#types")
    void an_event_belongs_to_the_order_that_it_names(EventType type) {
        JsonNode orderId = Golden.tree(type.name()).get("orderId");

        assertThat(Golden.event(type.name()).order())
                .isEqualTo(Optional.ofNullable(orderId).map(JsonNode::textValue).map(OrderId::parse));
    }
}
