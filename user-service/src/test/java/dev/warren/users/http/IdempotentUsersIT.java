package dev.warren.users.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.local.RunningService;
import dev.warren.local.TestClient.Answer;
import dev.warren.users.Surroundings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two instances, asked in turn: nobody can tell them apart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotentUsersIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final String ADA = """
            {"name":"Ada Lovelace","email":"ada@example.org","creditLimit":{"amount":"100","currency":"EUR"}}""";

    private final AtomicInteger requests = new AtomicInteger();
    private Surroundings surroundings;
    private List<RunningService> instances;

    @BeforeAll
    void start() {
        surroundings = new Surroundings();
        var swift = Map.of("messaging.retention.interval", "1s");
        instances = Stream.generate(() -> RunningService.start(surroundings.properties(), swift))
                .limit(2)
                .toList();
    }

    @AfterAll
    void stop() {
        instances.forEach(RunningService::close);
        surroundings.close();
    }

    @Test
    void the_same_user_under_the_same_key_is_the_same_user() throws Exception {
        String key = aKey();
        var first = post(ADA, key);
        // Same meaning, other spelling.
        var again = post("""
                { "creditLimit": {"currency": "EUR", "amount": "100.00"},
                  "email": "ada@example.org", "name": "Ada\\u0020Lovelace" }""", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo(first.header("Location")).isNotNull();
        assertThat(again.text()).isEqualTo(first.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"Eve\",\"email\":\"ada@example.org\",\"creditLimit\":{\"amount\":\"100\",\"currency\":\"EUR\"}}",
                "{\"name\":\"Ada Lovelace\",\"email\":\"eve@example.org\",\"creditLimit\":{\"amount\":\"100\",\"currency\":\"EUR\"}}",
                "{\"name\":\"Ada Lovelace\",\"email\":\"ada@example.org\",\"creditLimit\":{\"amount\":\"100.01\",\"currency\":\"EUR\"}}",
                "{\"name\":\"Ada Lovelace\",\"email\":\"ada@example.org\",\"creditLimit\":{\"amount\":\"100\",\"currency\":\"USD\"}}"
            })
    void another_user_under_the_same_key_is_refused_and_changes_nothing(String other) throws Exception {
        String key = aKey();
        post(ADA, key);
        long users = count("accounts");

        var refused = post(other, key);

        assertThat(refused.status()).isEqualTo(422);
        var problem = refused.json();
        assertThat(problem.path("code").asText()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(problem.path("field").asText()).isEqualTo("Idempotency-Key");
        assertThat(refused.text()).doesNotContainIgnoringCase("ada");
        assertThat(count("accounts")).isEqualTo(users);
    }

    @Test
    void without_a_key_the_same_user_again_is_another_user() throws Exception {
        assertThat(id(post(ADA))).isNotEqualTo(id(post(ADA)));
        assertThat(id(post(ADA, aKey()))).isNotEqualTo(id(post(ADA, aKey())));
    }

    @Test
    void a_race_of_fifty_under_one_key_has_one_winner_and_every_answer_is_its() throws Exception {
        String key = aKey();
        long users = count("accounts");

        var answers = atTheSameTime(50, i -> post(ADA, key));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers.stream().map(IdempotentUsersIT::id).distinct()).hasSize(1);
        assertThat(count("accounts")).isEqualTo(users + 1);
        var user = UUID.fromString(id(answers.getFirst()));
        await().atMost(AT_MOST).until(() -> surroundings.heardOf(user).size() == 2);
    }

    @Test
    void a_race_of_different_users_under_one_key_has_one_winner_and_the_others_are_refused() throws Exception {
        String key = aKey();
        long users = count("accounts");

        var answers = atTheSameTime(20, i -> post(ADA.replace("ada@", "ada" + i % 2 + "@"), key));

        assertThat(answers).extracting(Answer::status).containsOnly(201, 422);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(IdempotentUsersIT::id)
                        .distinct())
                .hasSize(1);
        assertThat(count("accounts")).isEqualTo(users + 1);
    }

    @Test
    void what_is_remembered_tells_nobody_who_it_was() throws Exception {
        String key = "ada@example.org-" + UUID.randomUUID();
        post(ADA, key);

        assertThat(count("registrations as r where r::text ~* 'lovelace|example'"))
                .isZero();
    }

    @Test
    void a_key_is_forgotten_when_it_is_old() throws Exception {
        String key = aKey();
        var first = post(ADA, key);
        run("update registrations set registered_at = registered_at - interval '31 days' where user_id = '%s'"
                .formatted(id(first)));

        await().atMost(AT_MOST).until(() -> count("registrations where user_id = '%s'".formatted(id(first))) == 0);

        assertThat(id(post(ADA, key))).isNotEqualTo(id(first));
        assertThat(count("accounts where user_id = '%s'".formatted(id(first)))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "tab\there"})
    void a_malformed_key_is_400(String key) throws Exception {
        refuses(post(ADA, key));
    }

    @Test
    void a_key_is_at_most_128_characters_long_and_given_once() throws Exception {
        assertThat(post(ADA, "k".repeat(128)).status()).isEqualTo(201);
        refuses(post(ADA, "k".repeat(129)));
        refuses(post(ADA, "one", "other"));
        refuses(post(ADA, "same", "same"));
    }

    private void refuses(Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo("Idempotency-Key");
    }

    private interface Post {
        Answer number(int i) throws Exception;
    }

    private static List<Answer> atTheSameTime(int times, Post post) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, times)
                    .<Callable<Answer>>mapToObj(i -> () -> post.number(i))
                    .toList();
            var answers = new ArrayList<Answer>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private Answer post(String body, String... keys) throws Exception {
        var instance = instances.get(requests.getAndIncrement() % instances.size());
        var headers = Stream.of(keys).flatMap(key -> Stream.of("Idempotency-Key", key));
        return instance.client().post("/users", body, headers.toArray(String[]::new));
    }

    private static String aKey() {
        return UUID.randomUUID().toString();
    }

    private static String id(Answer answer) {
        return answer.json().get("id").asText();
    }

    private long count(String rows) throws SQLException {
        try (var connection = database().getConnection();
                var select = connection.createStatement();
                var row = select.executeQuery("select count(*) from " + rows)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private DataSource database() {
        return instances.getFirst().bean(DataSource.class);
    }
}
