package dev.warren.users.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.messaging.Messaging;
import dev.warren.users.Surroundings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger requests = new AtomicInteger();
    private Surroundings surroundings;
    private List<EmbeddedServer> instances;

    @BeforeAll
    void start() {
        surroundings = new Surroundings();
        var properties = new HashMap<String, Object>(surroundings.properties());
        properties.put("messaging.retention.interval", "1s");
        instances = Stream.generate(() -> ApplicationContext.run(EmbeddedServer.class, properties, "test"))
                .limit(2)
                .toList();
        for (var instance : instances) {
            var messaging = instance.getApplicationContext().getBean(Messaging.class);
            await().atMost(AT_MOST)
                    .until(() -> messaging.runtime().orElseThrow().databaseTrouble() == null);
        }
    }

    @AfterAll
    void stop() {
        instances.forEach(EmbeddedServer::close);
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

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"))
                .isPresent();
        assertThat(again.body()).isEqualTo(first.body());
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

        assertThat(refused.statusCode()).isEqualTo(422);
        var problem = json.readTree(refused.body());
        assertThat(problem.path("code").asText()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(problem.path("field").asText()).isEqualTo("Idempotency-Key");
        assertThat(refused.body()).doesNotContainIgnoringCase("ada");
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

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(answers.stream().map(this::id).distinct()).hasSize(1);
        assertThat(count("accounts")).isEqualTo(users + 1);
        var user = UUID.fromString(id(answers.getFirst()));
        await().atMost(AT_MOST).until(() -> surroundings.heardOf(user).size() == 2);
    }

    @Test
    void a_race_of_different_users_under_one_key_has_one_winner_and_the_others_are_refused() throws Exception {
        String key = aKey();
        long users = count("accounts");

        var answers = atTheSameTime(20, i -> post(ADA.replace("ada@", "ada" + i % 2 + "@"), key));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201, 422);
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 201)
                        .map(this::id)
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
        assertThat(post(ADA, "k".repeat(128)).statusCode()).isEqualTo(201);
        refuses(post(ADA, "k".repeat(129)));
        refuses(post(ADA, "one", "other"));
        refuses(post(ADA, "same", "same"));
    }

    private void refuses(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).path("field").asText()).isEqualTo("Idempotency-Key");
    }

    private interface Post {
        HttpResponse<String> number(int i) throws Exception;
    }

    private static List<HttpResponse<String>> atTheSameTime(int times, Post post) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, times)
                    .<Callable<HttpResponse<String>>>mapToObj(i -> () -> post.number(i))
                    .toList();
            var answers = new ArrayList<HttpResponse<String>>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private HttpResponse<String> post(String body, String... keys) throws Exception {
        var instance = instances.get(requests.getAndIncrement() % instances.size());
        var request = HttpRequest.newBuilder(URI.create(instance.getURI() + "/users"))
                .timeout(AT_MOST)
                .header("Content-Type", "application/json");
        for (String key : keys) {
            request.header("Idempotency-Key", key);
        }
        return client.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static String aKey() {
        return UUID.randomUUID().toString();
    }

    private String id(HttpResponse<String> answer) {
        try {
            JsonNode user = json.readTree(answer.body());
            return user.get("id").asText();
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
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
        return instances.getFirst().getApplicationContext().getBean(DataSource.class);
    }
}
