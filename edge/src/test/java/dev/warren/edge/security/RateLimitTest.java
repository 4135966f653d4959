package dev.warren.edge.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.edge.testing.Answer;
import dev.warren.edge.testing.Caller;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
@Property(name = "micronaut.security.enabled", value = "true")
@Property(name = "edge.security.secret", value = TestTokens.SECRET)
@Property(name = "edge.rate-limit.per-second", value = "1")
@Property(name = "edge.rate-limit.burst", value = "10")
class RateLimitTest {

    @Inject
    Caller caller;

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
    void who_shows_no_token_is_known_by_the_address() {
        firstRefused(() -> caller.get("/safe/open")).problem(429, "TOO_MANY_REQUESTS");
        assertThat(as(TestTokens.operator(), "/safe/open").status()).isEqualTo(200);
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
