package dev.warren.users.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.events.OrderId;
import dev.warren.events.UserEvent.CreditLimitChanged;
import dev.warren.events.UserEvent.UserRegistered;
import dev.warren.events.UserId;
import dev.warren.messaging.Messaging;
import dev.warren.messaging.events.Heard;
import dev.warren.users.Fixtures;
import dev.warren.users.Surroundings;
import dev.warren.users.storage.Users;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsersHttpIT implements TestPropertyProvider {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final String ADA = """
            {"name":"Ada Lovelace","email":"ada@example.org","creditLimit":{"amount":"100","currency":"EUR"}}""";

    private static final String BOBBY =
            ADA.replace("Ada Lovelace", "Bobby Tables").replace("ada@", "bobby@");

    private final Surroundings surroundings = new Surroundings();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();

    @Inject
    EmbeddedServer service;

    @Inject
    Users users;

    @Inject
    Messaging messaging;

    @Override
    public Map<String, String> getProperties() {
        return surroundings.properties();
    }

    @BeforeAll
    void awaitTables() {
        await().atMost(AT_MOST).until(() -> messaging.runtime().orElseThrow().databaseTrouble() == null);
    }

    @AfterAll
    void stop() {
        service.stop();
        surroundings.close();
    }

    @Test
    void whoever_registers_is_answered_201_with_a_location_that_shows_the_same() throws Exception {
        var response = post(ADA);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);

        var user = json.readTree(response.body());
        assertThat(user).isEqualTo(json.readTree("""
                {"id":"%s","name":"Ada Lovelace","email":"ada@example.org","credit":{
                    "limit":{"amount":"100.00","currency":"EUR"},
                    "reserved":{"amount":"0.00","currency":"EUR"},
                    "available":{"amount":"100.00","currency":"EUR"}}}""".formatted(user.get("id").asText())));
        var location = response.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/users/" + user.get("id").asText());
        assertThat(get(location, 200)).isEqualTo(user);
        assertThat(UserId.parse(user.get("id").asText()).value().version()).isEqualTo(7);
    }

    @Test
    void whoever_registers_is_told_of_on_the_broker() throws Exception {
        var user = UserId.parse(json.readTree(post(ADA).body()).get("id").asText());

        await().atMost(AT_MOST).until(() -> surroundings.heardOf(user.value()).size() == 2);
        assertThat(surroundings.heardOf(user.value()).stream().map(Heard::event))
                .containsExactly(
                        new UserRegistered(user, "Ada Lovelace", "ada@example.org"),
                        new CreditLimitChanged(user, Fixtures.LIMIT));
    }

    @Test
    void credit_shows_what_is_reserved() throws Exception {
        var user = UserId.parse(json.readTree(post(ADA).body()).get("id").asText());
        OrderId order = Surroundings.newOrder();
        surroundings.place(order, user, Fixtures.TOTAL);
        await().atMost(AT_MOST).until(() -> surroundings.heardOf(order.value()).size() == 1);

        assertThat(get("/users/" + user, 200).get("credit")).isEqualTo(json.readTree("""
                {"limit":{"amount":"100.00","currency":"EUR"},
                 "reserved":{"amount":"42.50","currency":"EUR"},
                 "available":{"amount":"57.50","currency":"EUR"}}"""));
    }

    @Test
    void users_come_in_pages_newest_first() throws Exception {
        var registered = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            registered.addFirst(json.readTree(post(ADA).body()).get("id").asText());
        }
        var first = get("/users?limit=2", 200);
        var second = get("/users?limit=1&cursor=" + first.get("nextCursor").asText(), 200);

        assertThat(ids(first)).isEqualTo(registered.subList(0, 2));
        assertThat(ids(second)).isEqualTo(registered.subList(2, 3));
        assertThat(get("/users?limit=200", 200).get("nextCursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"name":"X","email":"x@y","creditLimit":{"amount":"0","currency":"JPY"}}""", """
                {"name":"Zoë 😀","email":"zoë@bücher.example","creditLimit":{"amount":"0.001","currency":"KWD"}}""", """
                {"name":"Robert'); drop table accounts;--","email":"a'b@c.example",
                 "creditLimit":{"amount":"999999999999999.99","currency":"EUR"}}"""})
    void unusual_users_are_users_too(String body) throws Exception {
        var response = post(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        var user = json.readTree(response.body());
        assertThat(user.get("name")).isEqualTo(json.readTree(body).get("name"));
        assertThat(get("/users/" + user.get("id").asText(), 200)).isEqualTo(user);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            name        | null                                       | MISSING_FIELD | name
            name        | ""                                         | INVALID_VALUE | name
            name        | " \\u00a0"                                  | INVALID_VALUE | name
            name        | "Bobby\\nTables"                            | INVALID_VALUE | name
            name        | "Bobby\\u0000"                              | INVALID_VALUE | name
            name        | "Bobby\\ud800"                              | INVALID_VALUE | name
            name        | 7                                          | WRONG_TYPE    | name
            name        | ["Bobby"]                                  | WRONG_TYPE    | name
            email       | null                                       | MISSING_FIELD | email
            email       | "bobby"                                    | INVALID_VALUE | email
            email       | "bobby@example.org\\r\\nBcc: eve@example.org" | INVALID_VALUE | email
            email       | "bobby@example.org,eve@example.org"        | INVALID_VALUE | email
            email       | {"bobby":"example.org"}                    | WRONG_TYPE    | email
            creditLimit | null                                       | MISSING_FIELD | creditLimit
            creditLimit | 100                                        | WRONG_TYPE    | creditLimit
            creditLimit | {}                                         | MISSING_FIELD | creditLimit.amount
            creditLimit | {"amount":"1.00"}                          | MISSING_FIELD | creditLimit.currency
            creditLimit | {"amount":1.00,"currency":"EUR"}           | WRONG_TYPE    | creditLimit.amount
            creditLimit | {"amount":"-0.01","currency":"EUR"}        | INVALID_VALUE | creditLimit
            creditLimit | {"amount":"1.001","currency":"EUR"}        | INVALID_VALUE | creditLimit.amount
            creditLimit | {"amount":"1.5","currency":"JPY"}          | INVALID_VALUE | creditLimit.amount
            creditLimit | {"amount":"1e3","currency":"EUR"}          | INVALID_VALUE | creditLimit.amount
            creditLimit | {"amount":"NaN","currency":"EUR"}          | INVALID_VALUE | creditLimit.amount
            creditLimit | {"amount":"1000000000000000","currency":"EUR"} | INVALID_VALUE | creditLimit.amount
            creditLimit | {"amount":"1","currency":"eur"}            | INVALID_VALUE | creditLimit.currency
            creditLimit | {"amount":"1","currency":"XXX"}            | INVALID_VALUE | creditLimit.currency
            creditLimit | {"amount":"1","currency":"EUR","vat":0}    | UNKNOWN_FIELD | creditLimit.vat
            id          | "019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071"     | UNKNOWN_FIELD | id
            credit      | {"reserved":{"amount":"0","currency":"EUR"}} | UNKNOWN_FIELD | credit""")
    void bad_input_is_400_names_the_field_and_repeats_no_personal_data(
            String field, String value, String code, String blamed) throws Exception {
        var body = (ObjectNode) json.readTree(BOBBY);
        body.put(field, "VALUE");
        refused(body.toString().replace("\"VALUE\"", value), code, Optional.of(blamed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {                                                        | MALFORMED_JSON
            null                                                     | MISSING_BODY
            []                                                       | WRONG_TYPE
            "Bobby"                                                  | WRONG_TYPE
            {"name":"Bobby","name":"Bobby"}                          | DUPLICATE_FIELD
            {"name":"Bobby"} {}                                      | TRAILING_CONTENT""")
    void what_is_no_user_at_all_is_400(String body, String code) throws Exception {
        refused(body, code, Optional.empty());
    }

    @Test
    void all_mistakes_are_told_at_once() throws Exception {
        var problem = refused("""
                {"name":"","email":"bobby","creditLimit":{"amount":"-1","currency":"EUR"}}""", "INVALID_VALUE", Optional.empty());

        assertThat(problem.get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("name", "email", "creditLimit");
        assertThat(problem.get("errors").findValuesAsText("message"))
                .contains("must not be negative but was EUR -1.00");
    }

    @Test
    void texts_that_are_too_long_are_400() throws Exception {
        refused(BOBBY.replace("Bobby Tables", "Bobby".repeat(41)), "INVALID_VALUE", Optional.of("name"));
        refused(BOBBY.replace("bobby@", "bobby".repeat(60) + "@"), "INVALID_VALUE", Optional.of("email"));
        refused(BOBBY.replace("bobby@", "bobby.".repeat(8_000) + "a@"), "INVALID_VALUE", Optional.of("email"));
    }

    @Test
    void a_user_who_is_not_there_is_404() throws Exception {
        var problem = get("/users/019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071", 404);

        assertThat(problem.get("code").asText()).isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "/users/1-1-1-1-1, MALFORMED_ID",
        "/users/019A0B1C-2D3E-7F40-8A1B-2C3D4E5F6071, MALFORMED_ID",
        "/users?limit=0, INVALID_LIMIT",
        "/users?limit=201, INVALID_LIMIT",
        "/users?cursor=x, INVALID_CURSOR"
    })
    void a_malformed_question_is_400(String path, String code) throws Exception {
        assertThat(get(path, 400).get("code").asText()).isEqualTo(code);
    }

    private JsonNode refused(String body, String code, Optional<String> field) throws Exception {
        var before = users.page(Optional.empty(), Optional.empty(), 1);
        var response = post(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = json.readTree(response.body());
        assertThat(problem.get("code").asText()).as(response.body()).isEqualTo(code);
        field.ifPresent(it ->
                assertThat(problem.path("field").asText()).as(response.body()).isEqualTo(it));
        assertThat(response.body()).doesNotContainIgnoringCase("bobby");
        assertThat(users.page(Optional.empty(), Optional.empty(), 1))
                .as("newest user")
                .isEqualTo(before);
        return problem;
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items").findValuesAsText("id");
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(service.getURI() + "/users"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode get(String path, int status) throws Exception {
        var response = send(HttpRequest.newBuilder(URI.create(service.getURI() + path)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return json.readTree(response.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(AT_MOST).build(), BodyHandlers.ofString());
    }
}
