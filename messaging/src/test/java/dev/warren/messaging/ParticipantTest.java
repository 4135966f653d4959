package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.messaging.Participant.Binding;
import dev.warren.messaging.retry.Rung;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParticipantTest {

    private final Participant orders =
            new Participant("order-service", "order", Set.of("user.credit-reserved.v1", "payment.captured.v1"));

    @Test
    void all_names_on_the_broker_follow_from_the_service() {
        assertThat(orders.exchange()).isEqualTo("order.events");
        assertThat(orders.queue()).isEqualTo("order-service.events");
        assertThat(orders.ownExchange()).isEqualTo("order-service.own");
        assertThat(orders.deadQueue()).isEqualTo("order-service.events.dead");
        assertThat(orders.retryQueue(Rung.TEN_SECONDS)).isEqualTo("order-service.events.retry.10s");
    }

    @Test
    void what_it_hears_is_bound_by_type_to_the_exchange_of_its_speaker_in_a_stable_order() {
        assertThat(orders.bindings())
                .containsExactly(
                        new Binding("payment.events", "payment.captured.v1"),
                        new Binding("user.events", "user.credit-reserved.v1"));
    }

    @Test
    void a_type_without_a_noun_is_refused_with_an_example() {
        var broken = new Participant("order-service", "order", Set.of("captured"));
        assertThatThrownBy(broken::bindings)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order.placed.v1")
                .hasMessageContaining("captured");
    }
}
