package dev.warren.edge.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.edge.services.LiveInstances;
import dev.warren.edge.testing.Answer;
import dev.warren.edge.testing.Caller;
import dev.warren.messaging.registry.Instance;
import dev.warren.messaging.registry.Instance.State;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
@Property(name = "micronaut.security.enabled", value = "true")
@Property(name = "edge.security.secret", value = TestTokens.SECRET)
@Property(name = "edge.rate-limit.per-second", value = "1")
@Property(name = "edge.rate-limit.burst", value = "10")
class RateLimitTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final List<Instance> LIVE = new CopyOnWriteArrayList<>();

    @Inject
    Caller caller;

    private final AtomicInteger claims = new AtomicInteger();

    @MockBean
    @Replaces(LiveInstances.class)
    LiveInstances announced() {
        return () -> LIVE;
    }

    @AfterEach
    void nobodyIsLeft() {
        LIVE.clear();
    }

    @Test
    void who_asks_too_much_is_told_when_to_come_back_and_nobody_else_is() {
        String ada = TestTokens.customer();
        Answer refused = firstRefused(() -> as(ada, "/safe/mine"));

        refused.problem(429, "TOO_MANY_REQUESTS");
        assertThat(refused.header("Retry-After")).isIn("1", "2");
        String bob = TestTokens.signed(it -> it.subject(UUID.randomUUID().toString()));
        assertThat(as(bob, "/safe/mine").status()).isEqualTo(200);
    }

    @Test
    void who_shows_no_token_is_known_by_the_address_and_by_no_other_that_it_claims() {
        LIVE.add(edgeAt("192.0.2.7"));
        var claimed = new AtomicInteger();

        firstRefused(() -> passedOnFrom("192.0.2." + claimed.incrementAndGet())).problem(429, "TOO_MANY_REQUESTS");
        assertThat(as(TestTokens.operator(), "/safe/open").status()).isEqualTo(200);
    }

    @Test
    void whoever_comes_through_another_edge_is_known_by_the_address_that_it_was_asked_from() {
        LIVE.add(edgeAt("127.0.0.1"));

        firstRefused(() -> passedOnFrom("192.0.2.1")).problem(429, "TOO_MANY_REQUESTS");
        assertThat(passedOnFrom("192.0.2.2").status()).isEqualTo(200);
        assertThat(passedOnFrom("\"[2001:db8::1]\"").status()).isEqualTo(200);
    }

    @Test
    void whoever_looks_at_the_page_has_not_spent_what_may_be_asked_of_the_service() {
        String cecil = TestTokens.signed(it -> it.subject(UUID.randomUUID().toString()));

        firstRefused(() -> as(cecil, "/safe/page")).problem(429, "TOO_MANY_REQUESTS");
        assertThat(as(cecil, "/safe/mine").status()).isEqualTo(200);
    }

    private Answer passedOnFrom(String address) {
        // The first is what a client may claim, the last what the edge has seen.
        String claimed = "for=198.51.100." + claims.incrementAndGet();
        return caller.get("/safe/open", "Forwarded", claimed, "Forwarded", "for=" + address + ";host=\"x\";proto=http");
    }

    private static Instance edgeAt(String address) {
        return new Instance("carrier", UUID.randomUUID(), address, 1, "0", NOW, List.of(), NOW, State.UP);
    }

    @Test
    void operators_may_ask_as_much_as_they_like() {
        for (int i = 0; i < 50; i++) {
            assertThat(as(TestTokens.operator(), "/safe/mine").status()).isEqualTo(200);
        }
    }

    private Answer as(String token, String path) {
        return caller.get(path, "Authorization", "Bearer " + token);
    }

    private static Answer firstRefused(Supplier<Answer> question) {
        for (int i = 0; i < 200; i++) {
            Answer answer = question.get();
            if (answer.status() != 200) {
                assertThat(i).as("let in before").isGreaterThanOrEqualTo(10);
                return answer;
            }
        }
        throw new AssertionError("200 requests were let in");
    }
}
