package dev.warren.messaging.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import dev.warren.messaging.UnavailableException;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.retry.Failure;
import io.opentelemetry.api.trace.Span;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private final Intake<String, String> intake =
            new Intake<>((command, reason) -> command.answer().completeExceptionally(reason));

    private CompletableFuture<String> submit(String input) {
        var answer = new CompletableFuture<String>();
        intake.submit(new Arrival.Command<>(input, answer, Span.getInvalid()));
        return answer;
    }

    private static void assertRefused(CompletableFuture<String> answer, String why) {
        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(why);
    }

    @Test
    void commands_are_refused_until_it_opens_and_after_it_has_closed() throws Exception {
        assertRefused(submit("early"), "not prepared");
        intake.open();
        var waiting = submit("in time");
        assertThat(waiting).isNotDone();
        intake.close("the service is stopping", null);
        assertRefused(waiting, "stopping");
        assertRefused(submit("late"), "stopping");
        assertThat(intake.isEmpty()).isTrue();
    }

    @Test
    void at_the_end_what_waits_is_still_taken_and_nothing_more() throws Exception {
        intake.open();
        submit("in time");
        intake.stop();
        assertRefused(submit("late"), "stopping");
        intake.open();
        assertRefused(submit("late"), "stopping");
        assertThat(intake.take(10, Duration.ZERO, true)).hasSize(1);
    }

    @Test
    void results_wait_through_a_closure() throws Exception {
        intake.add(new Arrival.Result<>("found", Span.getInvalid()));
        intake.close("the database is away", null);
        assertThat(intake.take(10, Duration.ZERO, true)).hasSize(1);
    }

    @Test
    void a_batch_is_what_has_arrived_up_to_its_limit() throws Exception {
        intake.open();
        for (int i = 0; i < 5; i++) {
            submit("command " + i);
        }
        assertThat(intake.take(3, Duration.ZERO, true)).hasSize(3);
        assertThat(intake.take(3, Duration.ZERO, true)).hasSize(2);
        assertThat(intake.take(3, Duration.ZERO, true)).isEmpty();
    }

    @Test
    void deliveries_that_are_not_wanted_wait_in_their_order_while_everything_else_goes_on() throws Exception {
        intake.open();
        Channel channel = aChannel(new AtomicBoolean(true));
        deliver(channel, 1);
        submit("command");
        deliver(channel, 2);
        assertThat(intake.take(10, Duration.ZERO, false)).hasOnlyElementsOfType(Arrival.Command.class);
        assertThat(intake.isEmpty()).isTrue();
        deliver(channel, 3);
        assertThat(intake.take(10, Duration.ZERO, false)).isEmpty();
        deliver(channel, 4);
        assertThat(tags(intake.take(2, Duration.ZERO, true))).containsExactly(1L, 2L);
        assertThat(tags(intake.take(10, Duration.ZERO, true))).containsExactly(3L, 4L);
    }

    @Test
    void deliveries_that_wait_are_forgotten_when_their_channel_is_gone() throws Exception {
        var open = new AtomicBoolean(true);
        Channel channel = aChannel(open);
        deliver(channel, 1);
        intake.take(10, Duration.ZERO, false);
        open.set(false);
        deliver(aChannel(new AtomicBoolean(true)), 2);
        intake.take(10, Duration.ZERO, false);
        assertThat(tags(intake.take(10, Duration.ZERO, true))).containsExactly(2L);
    }

    private void deliver(Channel channel, long tag) {
        var delivery = new Delivery(
                channel, new Envelope(tag, false, "orders", "order.placed.v1"), new BasicProperties(), new byte[0]);
        intake.add(new Arrival.Unhandled<>(delivery, Failure.permanent("for a test"), Span.getInvalid()));
    }

    /** Knows nothing but whether it is open. */
    private static Channel aChannel(AtomicBoolean open) {
        return (Channel) Proxy.newProxyInstance(
                Channel.class.getClassLoader(),
                new Class<?>[] {Channel.class},
                (proxy, method, arguments) -> method.getName().equals("isOpen") ? open.get() : null);
    }

    private static List<Long> tags(List<Arrival<String, String>> batch) {
        return batch.stream().map(it -> it.delivered().orElseThrow().tag()).toList();
    }

    @Test
    void commands_do_not_pile_up_without_bound() {
        intake.open();
        for (int i = 0; i < 10_000; i++) {
            assertThat(submit("command")).isNotDone();
        }
        assertRefused(submit("one too many"), "10000 inputs wait");
    }

    @Test
    void a_command_that_comes_while_it_closes_is_answered_or_taken() throws Exception {
        intake.open();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        var submitting = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 5_000; i++) {
                answers.add(submit("command"));
            }
        });
        for (int i = 0; i < 1_000; i++) {
            intake.close("closed", null);
            intake.open();
        }
        intake.close("closed for good", null);
        submitting.join();
        assertThat(intake.isEmpty()).isTrue();
        assertThat(answers).allMatch(CompletableFuture::isDone);
    }
}
