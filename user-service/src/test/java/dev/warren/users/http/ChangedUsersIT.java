package dev.warren.users.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.local.Revalidation;
import dev.warren.local.RunningService;
import dev.warren.local.TestClient;
import dev.warren.local.TestClient.Answer;
import dev.warren.users.Fixtures;
import dev.warren.users.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users after their registration: what may be changed about them, and what is told of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangedUsersIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final String ADA = """
            {"name":"Ada Lovelace","email":"ada@example.org","creditLimit":{"amount":"100","currency":"EUR"}}""";

    private final Surroundings surroundings = new Surroundings();
    private final RunningService service = RunningService.start(surroundings.properties());
    private final TestClient client = service.client();
    private final ObjectMapper json = new ObjectMapper();

    @AfterAll
    void stop() {
        service.close();
        surroundings.close();
    }

    @Test
    void a_user_who_moves_is_answered_with_the_new_address_and_told_of() throws Exception {
        UserId ada = register();

        var changed = send("PATCH", "/users/" + ada, "{\"email\":\"king@example.org\"}");

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        var user = changed.json();
        assertThat(user.get("name").asText()).isEqualTo("Ada Lovelace");
        assertThat(user.get("email").asText()).isEqualTo("king@example.org");
        assertThat(get(ada).json()).isEqualTo(user);
        awaitEvents(ada, "user.registered.v1 1", "user.credit-limit-changed.v1 2", "user.updated.v1 3");
    }

    @Test
    void what_changes_nothing_is_answered_and_not_told_of() throws Exception {
        UserId ada = register();

        var same = send("PATCH", "/users/" + ada, "{\"name\":\"Ada Lovelace\"}");
        var other = send("PUT", "/users/" + ada + "/credit-limit", "{\"amount\":\"7\",\"currency\":\"EUR\"}");

        assertThat(same.status()).isEqualTo(200);
        assertThat(other.status()).as(other.text()).isEqualTo(200);
        awaitEvents(ada, "user.registered.v1 1", "user.credit-limit-changed.v1 2", "user.credit-limit-changed.v1 3");
    }

    @Test
    void a_limit_below_what_is_reserved_grants_nothing_more() throws Exception {
        UserId ada = register();
        OrderId order = Surroundings.newOrder();
        surroundings.place(order, ada, Fixtures.TOTAL);
        await().atMost(AT_MOST).until(() -> surroundings.heardOf(order.value()).size() == 1);

        var lowered = send("PUT", "/users/" + ada + "/credit-limit", "{\"amount\":\"10.00\",\"currency\":\"EUR\"}");

        assertThat(lowered.json().get("credit")).isEqualTo(json.readTree("""
                {"limit":{"amount":"10.00","currency":"EUR"},
                 "reserved":{"amount":"42.50","currency":"EUR"},
                 "available":{"amount":"0.00","currency":"EUR"}}"""));
        OrderId next = Surroundings.newOrder();
        surroundings.place(next, ada, Fixtures.euros("0.01"));
        awaitEvents(next.value(), "user.credit-refused.v1 1");
    }

    @Test
    void a_limit_in_another_currency_is_409() throws Exception {
        UserId ada = register();

        var refused = send("PUT", "/users/" + ada + "/credit-limit", "{\"amount\":\"10.00\",\"currency\":\"USD\"}");

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.json().get("detail").asText()).contains("is kept in EUR");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            PATCH |               | {}                                  | MISSING_FIELD |
            PATCH |               |                                     | MISSING_BODY  |
            PATCH |               | null                                | MISSING_BODY  |
            PATCH |               | []                                  | WRONG_TYPE    |
            PATCH |               | {"name":null}                       | MISSING_FIELD | name
            PATCH |               | {"name":"Bobby","email":null}       | MISSING_FIELD | email
            PATCH |               | {"name":" "}                        | INVALID_VALUE | name
            PATCH |               | {"email":"bobby"}                   | INVALID_VALUE | email
            PATCH |               | {"name":7}                          | WRONG_TYPE    | name
            PATCH |               | {"id":"7"}                          | UNKNOWN_FIELD | id
            PATCH |               | {"creditLimit":{}}                  | UNKNOWN_FIELD | creditLimit
            PUT   | /credit-limit | {}                                  | MISSING_FIELD | amount
            PUT   | /credit-limit | null                                | MISSING_BODY  |
            PUT   | /credit-limit | {"amount":"1"}                      | MISSING_FIELD | currency
            PUT   | /credit-limit | {"amount":1,"currency":"EUR"}       | WRONG_TYPE    | amount
            PUT   | /credit-limit | {"amount":"-1","currency":"EUR"}    | INVALID_VALUE | amount
            PUT   | /credit-limit | {"amount":"1.001","currency":"EUR"} | INVALID_VALUE | amount
            PUT   | /credit-limit | {"amount":"1","currency":"EUR","x":1} | UNKNOWN_FIELD | x""")
    void a_change_that_is_wrong_is_400_and_changes_nothing(
            String method, String path, String body, String code, String field) throws Exception {
        UserId ada = register();
        var before = get(ada).text();

        var refused = send(method, "/users/" + ada + (path == null ? "" : path), body == null ? "" : body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        var problem = refused.json();
        assertThat(problem.path("code").asText()).as(refused.text()).isEqualTo(code);
        assertThat(problem.path("field").asText("")).as(refused.text()).isEqualTo(field == null ? "" : field);
        assertThat(refused.text()).doesNotContainIgnoringCase("bobby");
        assertThat(get(ada).text()).isEqualTo(before);
    }

    @Test
    void what_was_seen_already_is_not_sent_again_and_what_has_changed_is_not_overwritten() throws Exception {
        UserId ada = register();
        String seen = get(ada).header("ETag");

        assertThat(Revalidation.violations(client, "/users/" + ada)).isEmpty();

        var changed = send("PATCH", "/users/" + ada, "{\"name\":\"Ada King\"}", "If-Match", seen);
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo(get(ada).header("ETag"));
        assertThat(send("GET", "/users/" + ada, "", "If-None-Match", seen).status())
                .isEqualTo(200);

        var late = send("PATCH", "/users/" + ada, "{\"name\":\"Ada Byron\"}", "If-Match", seen);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().get("code").asText()).isEqualTo("PRECONDITION_FAILED");
        assertThat(get(ada).text()).contains("Ada King");
    }

    @Test
    void whoever_is_erased_is_gone_for_everybody_and_told_of() throws Exception {
        UserId ada = register();

        for (int time = 0; time < 2; time++) {
            var erased = send("DELETE", "/users/" + ada, "");
            assertThat(erased.status()).as(erased.text()).isEqualTo(202);
        }

        assertThat(get(ada).status()).isEqualTo(410);
        assertThat(get(ada).json().get("code").asText()).isEqualTo("GONE");
        assertThat(send("PATCH", "/users/" + ada, "{\"name\":\"Ada King\"}").status())
                .isEqualTo(410);
        assertThat(send("GET", "/users?limit=200", "").text()).doesNotContain(ada.toString());
        awaitEvents(ada, "user.registered.v1 1", "user.credit-limit-changed.v1 2", "user.erased.v1 3");
    }

    @Test
    void whoever_is_erased_is_not_registered_again_by_a_late_retry() throws Exception {
        String key = UUID.randomUUID().toString();
        var registered = send("POST", "/users", ADA, "Idempotency-Key", key);
        UserId ada = UserId.parse(registered.json().get("id").asText());
        send("DELETE", "/users/" + ada, "");

        for (String body : List.of(ADA, ADA.replace("Ada", "Eve"))) {
            var late = send("POST", "/users", body, "Idempotency-Key", key);
            assertThat(late.status()).as(late.text()).isEqualTo(410);
            assertThat(late.text()).doesNotContainIgnoringCase("lovelace");
        }
    }

    @Test
    void nobody_erases_whom_he_has_not_seen() throws Exception {
        UserId ada = register();

        assertThat(send("DELETE", "/users/" + ada, "", "If-Match", "\"1-0\"").status())
                .isEqualTo(412);
        assertThat(get(ada).status()).isEqualTo(200);
        assertThat(send("DELETE", "/users/" + Surroundings.newOrder(), "").status())
                .isEqualTo(404);
    }

    private UserId register() throws Exception {
        return UserId.parse(client.post("/users", ADA).json().get("id").asText());
    }

    private Answer get(UserId user) throws Exception {
        return send("GET", "/users/" + user, "");
    }

    private Answer send(String method, String path, String body, String... headers) {
        return client.send(method, path, body, headers);
    }

    private void awaitEvents(UserId user, String... events) {
        awaitEvents(user.value(), events);
    }

    private void awaitEvents(UUID subject, String... events) {
        await().atMost(AT_MOST)
                .untilAsserted(() -> assertThat(surroundings.heardOf(subject).stream()
                                .map(heard -> heard.type() + " " + heard.sequence()))
                        .containsExactly(events));
    }
}
