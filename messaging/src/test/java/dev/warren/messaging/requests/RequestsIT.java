package dev.warren.messaging.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.warren.local.RabbitAdmin;
import dev.warren.messaging.events.Traces;
import dev.warren.messaging.requests.RequestException.Reason;
import dev.warren.messaging.requests.RequestsWorld.Asker;
import dev.warren.messaging.requests.Sum.Total;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

/** Questions and answers over a real broker. */
class RequestsIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static RequestsWorld world;

    @BeforeAll
    static void aWorld() throws Exception {
        world = new RequestsWorld();
    }

    @AfterEach
    void clear() throws Exception {
        world.clear();
        world.wire.queuePurge("adder-service.requests");
    }

    @AfterAll
    static void theEnd() throws Exception {
        world.close();
    }

    private static Handler<Sum, Total> adding(String name) {
        return sum -> new Total(sum.left() + sum.right(), name);
    }

    private static CompletableFuture<Total> ask(Asker asker, int left, Duration deadline) {
        return asker.requests().ask(Sum.REQUEST, new Sum(left, 1), deadline);
    }

    private static void assertFails(CompletableFuture<?> answer, Reason reason) {
        assertThatThrownBy(() -> answer.get(LONG.toSeconds(), TimeUnit.SECONDS))
                .cause()
                .asInstanceOf(type(RequestException.class))
                .satisfies(it -> assertThat(it.reason()).as(it.getMessage()).isEqualTo(reason));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void a_question_is_answered_in_the_format_in_which_it_was_asked(Format format) throws Exception {
        var asker = world.asker(10);
        world.adder(1, adding("a"));
        assertThat(asker.requests()
                        .ask(Sum.REQUEST, new Sum(20, 22), LONG, format)
                        .get())
                .isEqualTo(new Total(42, "a"));
        assertThat(asker.requests().outstanding()).isZero();
        await().until(() -> asker.ended("answered") == 1);
    }

    @Test
    void the_answer_belongs_to_the_trace_of_whoever_asks() throws Exception {
        var asker = world.asker(10);
        var heard = new AtomicReference<String>();
        world.adder(1, sum -> {
            heard.set(MDC.get("trace_id"));
            return new Total(0, "a");
        });
        SpanContext trace = Traces.next(SpanContext.getInvalid());
        try (var scope = Context.root().with(Span.wrap(trace)).makeCurrent()) {
            ask(asker, 1, LONG).get();
        }
        assertThat(heard).hasValue(trace.getTraceId());
    }

    @Test
    void what_the_service_refuses_comes_with_its_reason_and_what_it_cannot_do_without_a_word_of_its_inside() {
        var asker = world.asker(10);
        world.adder(1, sum -> {
            if (sum.left() == 0) {
                throw new RequestException(Reason.NOT_FOUND, "there is no zero");
            }
            throw new IllegalStateException("select password from secrets");
        });
        assertThatThrownBy(() -> ask(asker, 0, LONG).get()).hasMessageContaining("NOT_FOUND: there is no zero");
        assertThatThrownBy(() -> ask(asker, 1, LONG).get())
                .hasMessageContaining("FAILED: adder-service could not answer adder.sum.v1")
                .message()
                .doesNotContain("secrets");
    }

    @Test
    void a_request_that_nobody_ever_answers_fails_at_once_and_not_at_its_deadline() {
        var asker = world.asker(10);
        assertFails(asker.requests().ask(Sum.NOBODYS, new Sum(1, 1), Duration.ofMinutes(1)), Reason.NOBODY_ANSWERS);
        await().until(() -> asker.ended("nobody_answers") == 1);
    }

    @Test
    void a_slow_answer_is_given_up_at_the_deadline_and_dropped_when_it_comes() throws Exception {
        var asker = world.asker(10);
        var goOn = new CountDownLatch(1);
        world.adder(1, sum -> {
            goOn.await();
            return new Total(0, "late");
        });
        long start = System.nanoTime();
        assertFails(ask(asker, 1, SHORT), Reason.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.plusMillis(400));
        assertThat(asker.requests().outstanding()).isZero();
        goOn.countDown();
        await().until(() -> asker.requests().late() == 1);
    }

    @Test
    void what_waits_behind_a_slow_question_past_its_deadline_is_never_worked_on() throws Exception {
        var asker = world.asker(10);
        var goOn = new CountDownLatch(1);
        var worked = new ArrayList<Integer>();
        world.adder(1, sum -> {
            worked.add(sum.left());
            goOn.await();
            return new Total(0, "a");
        });
        var slow = ask(asker, 1, LONG);
        await().until(() -> !worked.isEmpty());
        assertFails(ask(asker, 2, SHORT), Reason.TIMED_OUT);
        await().until(() -> world.waiting("adder-service.requests") == 0);
        goOn.countDown();
        slow.get();
        ask(asker, 3, LONG).get();
        assertThat(worked).containsExactly(1, 3);
    }

    @Test
    void what_is_cancelled_is_forgotten_at_once_and_makes_room() throws Exception {
        var asker = world.asker(1);
        var goOn = new CountDownLatch(1);
        world.adder(2, sum -> {
            goOn.await();
            return new Total(sum.left(), "a");
        });
        var unwanted = ask(asker, 1, LONG);
        assertFails(ask(asker, 2, LONG), Reason.TOO_MANY);
        unwanted.cancel(false);
        assertThat(asker.requests().outstanding()).isZero();
        var wanted = ask(asker, 3, LONG);
        goOn.countDown();
        assertThat(wanted.get().value()).isEqualTo(3);
    }

    @Test
    void a_lost_connection_fails_what_was_asked_and_the_next_question_is_answered_again() throws Exception {
        var asker = world.asker(10);
        var never = ask(asker, 1, Duration.ofMinutes(1));
        asker.loseConnection();
        assertFails(never, Reason.BROKER_AWAY);
        world.adder(1, adding("a"));
        await().until(asker.requests()::isOpen);
        assertThat(ask(asker, 1, LONG).get().value()).isEqualTo(2);
    }

    @Test
    void instances_share_the_load_and_one_that_dies_costs_no_more_than_what_it_had() throws Exception {
        var asker = world.asker(1000);
        world.adder(4, adding("a"));
        var mortal = world.adder(4, adding("b"));
        Map<String, Long> shares = together(asker, 600, () -> {}).stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(Total::by, Collectors.counting()));
        assertThat(shares.keySet()).containsExactlyInAnyOrder("a", "b");
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(150L, 450L));

        int unanswered = 0;
        for (var answer : together(asker, 600, mortal::die)) {
            try {
                answer.join();
            } catch (CompletionException e) {
                assertThat(((RequestException) e.getCause()).reason()).isEqualTo(Reason.TIMED_OUT);
                unanswered++;
            }
        }
        // What it had taken and not acknowledged goes to the other; only answers on their way are lost.
        assertThat(unanswered).isLessThanOrEqualTo(8);
        assertThat(asker.requests().outstanding()).isZero();
        assertThat(together(asker, 100, () -> {}).stream().map(CompletableFuture::join))
                .extracting(Total::by)
                .containsOnly("a");
    }

    private static List<CompletableFuture<Total>> together(Asker asker, int count, Runnable midway) {
        var answers = new ArrayList<CompletableFuture<Total>>();
        for (int i = 0; i < count; i++) {
            if (i == count / 2) {
                midway.run();
            }
            answers.add(ask(asker, i, Duration.ofSeconds(5)));
        }
        return answers;
    }

    @Test
    void ten_thousand_questions_without_an_answer_leave_nothing_behind() throws Exception {
        var asker = world.asker(1000);
        var connection = asker.links().publishing().current().orElseThrow();
        ask(asker, 0, SHORT).exceptionally(e -> null).join();
        int channels = connection.openChannel().map(it -> it.getChannelNumber()).orElseThrow();
        long threads = requestThreads();
        for (int round = 0; round < 10; round++) {
            var answers = new ArrayList<CompletableFuture<Total>>();
            for (int i = 0; i < 1000; i++) {
                answers.add(ask(asker, i, SHORT));
            }
            answers.forEach(answer -> assertFails(answer, Reason.TIMED_OUT));
        }
        assertThat(asker.requests().outstanding()).isZero();
        assertThat(requestThreads()).isEqualTo(threads);
        assertThat(connection.openChannel().map(it -> it.getChannelNumber()).orElseThrow())
                .as("no channel was opened meanwhile")
                .isEqualTo(channels + 1);
        await().until(() -> world.waiting("adder-service.requests") == 0);
        // The management API learns late of consumers that earlier tests have left.
        await().untilAsserted(() -> assertThat(
                        world.vhost.admin().get("consumers/" + RabbitAdmin.encoded(world.vhost.name())))
                .as("the asker's one consumer")
                .hasSize(1));
    }

    private static long requestThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("request"))
                .count();
    }
}
