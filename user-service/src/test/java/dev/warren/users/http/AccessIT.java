package dev.warren.users.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.local.AccessMatrix;
import dev.warren.local.AccessMatrix.Owners;
import dev.warren.local.RunningService;
import dev.warren.local.TestClient.Answer;
import dev.warren.local.TestTokens;
import dev.warren.users.Surroundings;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may do what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

    private static final String LIMIT = "{\"amount\":\"100.00\",\"currency\":\"EUR\"}";
    private static final String SOMEBODY =
            "{\"name\":\"Somebody\",\"email\":\"somebody@example.org\",\"creditLimit\":%s}".formatted(LIMIT);

    private final Surroundings surroundings = new Surroundings();
    private final RunningService service = RunningService.start(surroundings.properties(), RunningService.SECURED);

    @AfterAll
    void stop() {
        service.close();
        surroundings.close();
    }

    @Test
    void everybody_may_do_what_the_matrix_says_and_nothing_else() {
        String ada = id(register(TestTokens.operator(), SOMEBODY));
        String bob = id(register(TestTokens.operator(), SOMEBODY));

        assertThat(new AccessMatrix(service.uri(), new Owners(ada, ada, bob, bob))
                        .operators("POST /users", SOMEBODY)
                        .ownList("GET /users")
                        .owners("GET /users/{id}", 200, null)
                        .owners("PATCH /users/{id}", 200, "{\"name\":\"Somebody Else\"}")
                        .operators("PUT /users/{id}/credit-limit", LIMIT)
                        .owners("DELETE /users/{id}", 202, "")
                        .violations(service.routes()))
                .isEmpty();
    }

    @Test
    void the_same_idempotency_key_of_another_caller_is_another_key() {
        String olga = TestTokens.operator();
        String otto = TestTokens.operator("otto");
        String eve = SOMEBODY.replace("Somebody", "Eve");

        var first = register(olga, SOMEBODY, "Idempotency-Key", "key");
        var others = register(otto, eve, "Idempotency-Key", "key");
        var again = register(olga, SOMEBODY, "Idempotency-Key", "key");

        assertThat(others.header("Idempotent-Replayed")).isNull();
        assertThat(others.text()).contains("Eve").doesNotContain("Somebody", id(first));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(id(again)).isEqualTo(id(first));
    }

    private Answer register(String token, String body, String... headers) {
        var all = Stream.concat(Stream.of("Authorization", "Bearer " + token), Stream.of(headers));
        var registered = service.client().post("/users", body, all.toArray(String[]::new));
        assertThat(registered.status()).as(registered.text()).isEqualTo(201);
        return registered;
    }

    /** The subject of a token is a user's id. */
    private static String id(Answer registered) {
        return registered.json().get("id").asText();
    }
}
