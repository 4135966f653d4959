package dev.warren.messaging.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.requests.RequestException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutstandingTest {

    private static final Object LINE = new Object();
    private final Outstanding outstanding = new Outstanding(2);

    @AfterEach
    void close() {
        outstanding.close();
    }

    private CompletableFuture<String> await(String id, Duration deadline) {
        return outstanding.await(id, "a.question.v1", deadline, LINE, (properties, body) -> new String(body));
    }

    private CompletableFuture<String> await(String id) {
        return await(id, Duration.ofMinutes(1));
    }

    private static void assertFails(CompletableFuture<?> answer, Reason reason) {
        assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining(reason.name());
    }

    @Test
    void an_answer_goes_to_its_question_and_on_a_virtual_thread() throws Exception {
        var first = await("1").thenApply(it -> it + Thread.currentThread().isVirtual());
        var second = await("2");
        outstanding.settle("2", new BasicProperties(), "two".getBytes());
        assertThat(second.get()).isEqualTo("two");
        assertThat(first).isNotDone();
        outstanding.settle("1", new BasicProperties(), "one".getBytes());
        assertThat(first.get()).isEqualTo("onetrue");
        assertThat(outstanding.count()).isZero();
    }

    @Test
    void the_deadline_ends_it() {
        assertFails(await("1", Duration.ofMillis(20)), Reason.TIMED_OUT);
        assertThat(outstanding.count()).isZero();
    }

    @Test
    void one_too_many_is_refused_and_the_others_are_not_disturbed() {
        var first = await("1");
        await("2");
        assertFails(await("3"), Reason.TOO_MANY);
        assertThat(first).isNotDone();
        assertThat(outstanding.count()).isEqualTo(2);
    }

    @Test
    void what_comes_a_second_time_or_for_nobody_is_counted_and_changes_nothing() throws Exception {
        var answer = await("1");
        outstanding.settle("1", new BasicProperties(), "one".getBytes());
        outstanding.settle("1", new BasicProperties(), "two".getBytes());
        outstanding.settle("9", new BasicProperties(), "nine".getBytes());
        outstanding.settle(null, new BasicProperties(), new byte[0]);
        assertThat(answer.get()).isEqualTo("one");
        assertThat(outstanding.late()).isEqualTo(3);
    }

    @Test
    void cancelled_it_is_forgotten_and_its_answer_late() {
        await("1").cancel(true);
        assertThat(outstanding.count()).isZero();
        outstanding.settle("1", new BasicProperties(), new byte[0]);
        assertThat(outstanding.late()).isEqualTo(1);
    }

    @Test
    void a_lost_line_fails_what_could_come_back_on_it_only() {
        var here = await("1");
        var elsewhere = outstanding.await("2", "q", Duration.ofMinutes(1), new Object(), (p, body) -> "");
        outstanding.failAll(LINE, "the cable is cut");
        assertFails(here, Reason.BROKER_AWAY);
        assertThat(elsewhere).isNotDone();
    }

    @Test
    void the_end_of_the_service_fails_what_is_left() {
        var answer = await("1");
        outstanding.close();
        assertFails(answer, Reason.BROKER_AWAY);
    }
}
