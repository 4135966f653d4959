package dev.warren.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.events.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FlightTest {

    private final List<String> sent = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private final Flight flight = new Flight(
            10,
            (message, confirmed) ->
                    (confirmed ? sent : kept).add(message.properties().getAppId()));

    /** Publishes messages called 1, 2, 3 … */
    private void publish(int count) throws InterruptedException {
        for (int number = 1; number <= count; number++) {
            publish(number, "id-" + number);
        }
    }

    private void publish(int number, String messageId) throws InterruptedException {
        assertThat(flight.board(0, TimeUnit.SECONDS)).isTrue();
        var properties = new BasicProperties.Builder()
                .messageId(messageId)
                .appId(String.valueOf(number))
                .build();
        flight.add(number, new Message(UUID.randomUUID(), "exchange", "key", properties, new byte[0]));
    }

    @Test
    void an_ack_confirms_one_and_a_multiple_ack_all_up_to_it() throws Exception {
        publish(5);
        flight.handleAck(1, false);
        flight.handleAck(4, true);
        assertThat(sent).containsExactly("1", "2", "3", "4");
        assertThat(flight.unconfirmed())
                .extracting(message -> message.properties().getAppId())
                .containsExactly("5");
    }

    @Test
    void confirms_may_come_out_of_order_and_twice() throws Exception {
        publish(4);
        flight.handleAck(3, false);
        flight.handleAck(3, false);
        flight.handleAck(2, true);
        flight.handleAck(4, true);
        flight.handleAck(4, true);
        assertThat(sent).containsExactly("3", "1", "2", "4");
        assertThat(flight.size()).isZero();
    }

    @Test
    void what_the_broker_refuses_is_not_sent() throws Exception {
        publish(4);
        flight.handleNack(1, false);
        flight.handleAck(2, false);
        flight.handleNack(4, true);
        assertThat(sent).containsExactly("2");
        assertThat(kept).containsExactly("1", "3", "4");
    }

    @Test
    void what_came_back_is_not_sent_though_it_is_confirmed() throws Exception {
        publish(3);
        flight.returned("id-2");
        flight.handleAck(3, true);
        assertThat(sent).containsExactly("1", "3");
        assertThat(kept).containsExactly("2");
    }

    @Test
    void a_message_that_came_back_once_may_be_sent_the_next_time() throws Exception {
        publish(1, "same");
        flight.returned("same");
        flight.handleAck(1, false);
        publish(2, "same");
        flight.handleAck(2, false);
        assertThat(kept).containsExactly("1");
        assertThat(sent).containsExactly("2");
    }

    @Test
    void copies_with_one_message_id_that_all_came_back_are_all_kept() throws Exception {
        publish(1, "same");
        publish(2, "same");
        flight.returned("same");
        flight.returned("same");
        flight.handleAck(2, true);
        assertThat(kept).containsExactly("1", "2");
        assertThat(sent).isEmpty();
    }

    @Test
    void a_message_that_was_refused_after_it_came_back_leaves_no_trace_for_the_next() throws Exception {
        publish(1, "same");
        flight.returned("same");
        flight.handleNack(1, false);
        publish(2, "same");
        flight.handleAck(2, false);
        assertThat(sent).containsExactly("2");
    }

    @Test
    void there_are_as_many_seats_as_the_window_has() throws Exception {
        publish(10);
        assertThat(flight.board(0, TimeUnit.SECONDS)).isFalse();
        flight.handleAck(2, true);
        assertThat(flight.board(0, TimeUnit.SECONDS)).isTrue();
        assertThat(flight.board(0, TimeUnit.SECONDS)).isTrue();
        assertThat(flight.board(0, TimeUnit.SECONDS)).isFalse();
        flight.leave();
        assertThat(flight.board(0, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_confirm_that_does_not_come_is_noticed_unless_the_broker_is_excused() throws Exception {
        publish(1);
        assertThatThrownBy(() -> flight.failIfOlderThan(Duration.ofNanos(1))).isInstanceOf(TimeoutException.class);
        flight.excuse();
        assertThatCode(() -> flight.failIfOlderThan(Duration.ofMinutes(1))).doesNotThrowAnyException();
        assertThat(flight.isEmptyWithin(Duration.ofMillis(1))).isFalse();
        flight.handleAck(1, false);
        flight.failIfOlderThan(Duration.ofNanos(1));
        assertThat(flight.isEmptyWithin(Duration.ZERO)).isTrue();
        assertThat(flight.board(0, TimeUnit.SECONDS)).isTrue();
    }
}
