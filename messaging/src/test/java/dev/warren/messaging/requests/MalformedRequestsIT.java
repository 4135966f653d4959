package dev.warren.messaging.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import dev.warren.messaging.requests.RequestsWorld.Adder;
import dev.warren.messaging.requests.Sum.Total;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What no caller and no service of ours would send: it is refused or dropped, nothing waits for it and nothing comes again. */
class MalformedRequestsIT {

    private static final String QUEUE = "adder-service.requests";
    private static final String MY_REPLIES = "replies.test.1";
    private static final String GOOD = "{\"left\":1,\"right\":2}";
    private static RequestsWorld world;

    @BeforeAll
    static void aWorld() throws Exception {
        world = new RequestsWorld();
        world.wire.queueDeclare(MY_REPLIES, false, true, true, Map.of());
        world.wire.queueBind(MY_REPLIES, "replies", MY_REPLIES);
    }

    @AfterEach
    void clear() throws Exception {
        world.clear();
    }

    @AfterAll
    static void theEnd() throws Exception {
        world.close();
    }

    private static void send(String body, UnaryOperator<BasicProperties.Builder> spoiled) throws IOException {
        var good = new BasicProperties.Builder()
                .type("adder.sum.v1")
                .correlationId("1")
                .replyTo(MY_REPLIES)
                .contentType("application/json")
                .headers(Map.of("time-allowed-ms", "5000"));
        world.wire.basicPublish("requests", "adder.sum.v1", spoiled.apply(good).build(), body.getBytes());
    }

    private static void assertRefused(String status, String detail) throws IOException {
        GetResponse reply = reply();
        assertThat(reply.getProps().getHeaders().get("status")).hasToString(status);
        assertThat(reply.getProps().getContentType()).isEqualTo("application/problem+json");
        assertThat(new String(reply.getBody()))
                .contains(status)
                .contains(detail)
                .doesNotContain("dev.warren");
    }

    private static GetResponse reply() {
        var reply = new AtomicReference<GetResponse>();
        await().until(() -> {
            reply.set(world.wire.basicGet(MY_REPLIES, true));
            return reply.get() != null;
        });
        return reply.get();
    }

    private static Adder anAdder() {
        return world.adder(2, sum -> new Total(sum.left() + sum.right(), "a"));
    }

    @Test
    void a_question_that_cannot_be_understood_is_refused_with_its_reason() throws Exception {
        anAdder();
        send("{", it -> it);
        assertRefused("BAD_REQUEST", "no valid JSON");
        send("{\"left\":\"1\",\"right\":2}", it -> it);
        assertRefused("BAD_REQUEST", "$.left");
        send(GOOD + GOOD, it -> it);
        assertRefused("BAD_REQUEST", "the body");
        send(GOOD, it -> it.type("adder.divide.v1"));
        assertRefused("BAD_REQUEST", "adder.sum.v1");
        send(GOOD, it -> it.type(null));
        assertRefused("BAD_REQUEST", "adder.sum.v1");
        send(GOOD, it -> it.headers(null));
        assertRefused("BAD_REQUEST", "time-allowed-ms");
        send(GOOD, it -> it.headers(Map.of("time-allowed-ms", "-1")));
        assertRefused("BAD_REQUEST", "time-allowed-ms");
        send(GOOD, it -> it.contentType("application/xml"));
        assertRefused("UNSUPPORTED_CONTENT_TYPE", "application/cbor");
        send(GOOD, it -> it.contentType("application/cbor"));
        assertRefused("BAD_REQUEST", "the body");
        send(GOOD, it -> it.headers(Map.of("time-allowed-ms", "5000", "accept", "image/png")));
        assertRefused("UNSUPPORTED_CONTENT_TYPE", "application/cbor");
    }

    @Test
    void a_question_that_nobody_can_be_answered_to_is_dropped_and_the_next_one_answered() throws Exception {
        var adder = anAdder();
        send(GOOD, it -> it.replyTo(null));
        send(GOOD, it -> it.replyTo("order-service.events"));
        send(GOOD, it -> it.correlationId(null));
        send(GOOD, it -> it.correlationId("x".repeat(65)));
        send(GOOD, it -> it);
        assertThat(reply().getProps().getHeaders().get("status")).hasToString("OK");
        await().until(() -> adder.answering().dropped() == 4);
        adder.close();
        assertThat(world.waiting(QUEUE)).as("nothing comes again").isZero();
    }

    @Test
    void an_answer_that_is_none_fails_the_call_at_once() throws Exception {
        assertUnreadable("{}", it -> it.contentType("application/json"), "has no status");
        assertUnreadable(
                "{", it -> it.headers(Map.of("status", "OK")).contentType("application/json"), "no valid JSON");
        assertUnreadable("{}", it -> it.headers(Map.of("status", "OK")).contentType("text/html"), "text/html");
        assertUnreadable("{}", it -> it.headers(Map.of("status", "TIMED_OUT")), "has no status");
        assertUnreadable("gone", it -> it.headers(Map.of("status", "FAILED")), "no valid JSON");
    }

    private static void assertUnreadable(String body, UnaryOperator<BasicProperties.Builder> reply, String why)
            throws Exception {
        var asker = world.asker(1);
        CompletableFuture<Total> answer = asker.requests().ask(Sum.REQUEST, new Sum(1, 1), Duration.ofMinutes(1));
        var question = new AtomicReference<GetResponse>();
        await().until(() -> {
            question.set(world.wire.basicGet(QUEUE, true));
            return question.get() != null;
        });
        var asked = question.get().getProps();
        var strangers = new BasicProperties.Builder().correlationId("nobody's").build();
        world.wire.basicPublish("replies", asked.getReplyTo(), strangers, new byte[0]);
        world.wire.basicPublish("replies", asked.getReplyTo(), new BasicProperties(), new byte[0]);
        var spoiled = reply.apply(new BasicProperties.Builder().correlationId(asked.getCorrelationId()))
                .build();
        world.wire.basicPublish("replies", asked.getReplyTo(), spoiled, body.getBytes());
        assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                .hasMessageContaining("UNREADABLE_ANSWER")
                .hasMessageContaining(why);
        assertThat(asker.requests().late()).isEqualTo(2);
        world.clear();
    }
}
