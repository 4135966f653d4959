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
import dev.warren.local.RefusalTable;
import dev.warren.local.RunningService;
import dev.warren.local.TestClient;
import dev.warren.local.TestClient.Answer;
import dev.warren.messaging.events.Heard;
import dev.warren.users.Fixtures;
import dev.warren.users.Surroundings;
import dev.warren.users.storage.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsersHttpIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final String ADA = """
            {"name":"Ada Lovelace","email":"ada@example.org","creditLimit":{"amount":"100","currency":"EUR"}}""";

    private static final String BOBBY =
            ADA.replace("Ada Lovelace", "Bobby Tables").replace("ada@", "bobby@");

    private final Surroundings surroundings = new Surroundings();
    private final RunningService service = RunningService.start(surroundings.properties());
    private final TestClient client = service.client();
    private final ObjectMapper json = new ObjectMapper();
    private final Users users = service.bean(Users.class);

    @AfterAll
    void stop() {
        service.close();
        surroundings.close();
    }

    @Test
    void whoever_registers_is_answered_201_with_a_location_that_shows_the_same() throws Exception {
        var response = post(ADA);
        assertThat(response.status()).as(response.text()).isEqualTo(201);

        var user = response.json();
        assertThat(user).isEqualTo(json.readTree("""
                {"id":"%s","name":"Ada Lovelace","email":"ada@example.org","credit":{
                    "limit":{"amount":"100.00","currency":"EUR"},
                    "reserved":{"amount":"0.00","currency":"EUR"},
                    "available":{"amount":"100.00","currency":"EUR"}}}""".formatted(user.get("id").asText())));
        var location = response.header("Location");
        assertThat(location).isEqualTo("/users/" + user.get("id").asText());
        assertThat(get(location, 200)).isEqualTo(user);
        assertThat(UserId.parse(user.get("id").asText()).value().version()).isEqualTo(7);
    }

    @Test
    void whoever_registers_is_told_of_on_the_broker() throws Exception {
        var user = UserId.parse(post(ADA).json().get("id").asText());

        await().atMost(AT_MOST).until(() -> surroundings.heardOf(user.value()).size() == 2);
        assertThat(surroundings.heardOf(user.value()).stream().map(Heard::event))
                .containsExactly(
                        new UserRegistered(user, "Ada Lovelace", "ada@example.org"),
                        new CreditLimitChanged(user, Fixtures.LIMIT));
    }

    @Test
    void credit_shows_what_is_reserved() throws Exception {
        var user = UserId.parse(post(ADA).json().get("id").asText());
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
            registered.addFirst(post(ADA).json().get("id").asText());
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
        assertThat(response.status()).as(response.text()).isEqualTo(201);
        var user = response.json();
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
    void whatever_cannot_be_answered_says_why() {
        String ada = client.post("/users", ADA, "Idempotency-Key", "used")
                .json()
                .get("id")
                .asText();

        assertThat(new RefusalTable(client, ada).with("""
                GET    /users/ABSENT              |                          |              | 404 NOT_FOUND              |
                PATCH  /users/ABSENT              |                          | {"name":"A"} | 404 NOT_FOUND              |
                PUT    /users/ABSENT/credit-limit |                          | {"amount":"1","currency":"EUR"} | 404 NOT_FOUND |
                DELETE /users/ABSENT              |                          |              | 404 NOT_FOUND              |
                GET    /users/THING/nothing       |                          |              | 404 NOT_FOUND              |
                POST   /users/THING               |                          | {}           | 405 METHOD_NOT_ALLOWED     | Allow: DELETE, GET, HEAD, PATCH
                PUT    /users                     |                          | {}           | 405 METHOD_NOT_ALLOWED     | Allow: GET, HEAD, POST
                GET    /users/THING/credit-limit  |                          |              | 405 METHOD_NOT_ALLOWED     | Allow: PUT
                GET    /users                     | Accept: text/html        |              | 406 NOT_ACCEPTABLE         |
                GET    /users/THING               | Accept: application/xml  |              | 406 NOT_ACCEPTABLE         |
                PUT    /users/THING/credit-limit  |                          | {"amount":"1","currency":"USD"} | 409 CONFLICT |
                PATCH  /users/THING               | If-Match: "1-0"          | {"name":"A"} | 412 PRECONDITION_FAILED    |
                PUT    /users/THING/credit-limit  | If-Match: "1-0"          | {"amount":"1","currency":"EUR"} | 412 PRECONDITION_FAILED |
                DELETE /users/THING               | If-Match: "1-0"          |              | 412 PRECONDITION_FAILED    |
                POST   /users                     |                          | TOO_LARGE    | 413 BODY_TOO_LARGE         |
                PATCH  /users/THING               |                          | TOO_LARGE    | 413 BODY_TOO_LARGE         |
                PUT    /users/THING/credit-limit  |                          | TOO_LARGE    | 413 BODY_TOO_LARGE         |
                POST   /users                     | Content-Type: text/plain | name         | 415 UNSUPPORTED_MEDIA_TYPE | Accept: application/json
                PATCH  /users/THING               | Content-Type: text/xml   | <a/>         | 415 UNSUPPORTED_MEDIA_TYPE | Accept: application/json
                PUT    /users/THING/credit-limit  | Content-Type: text/plain | 1            | 415 UNSUPPORTED_MEDIA_TYPE | Accept: application/json
                POST   /users                     | Idempotency-Key: used    | {"name":"Eve","email":"e@example.org","creditLimit":{"amount":"1","currency":"EUR"}} | 422 IDEMPOTENCY_KEY_REUSED |
                DELETE /users/THING               | If-Match: unquoted       |              | 400 INVALID_VALUE          |
                GET    /users/1-1-1-1-1           |                          |              | 400 MALFORMED_ID           |
                GET    /users/019A0B1C-2D3E-7F40-8A1B-2C3D4E5F6071 |         |              | 400 MALFORMED_ID           |
                GET    /users?limit=0             |                          |              | 400 INVALID_LIMIT          |
                GET    /users?limit=201           |                          |              | 400 INVALID_LIMIT          |
                GET    /users?cursor=x            |                          |              | 400 INVALID_CURSOR         |
                """).violations()).isEmpty();
    }

    private JsonNode refused(String body, String code, Optional<String> field) throws Exception {
        var before = users.page(Optional.empty(), Optional.empty(), 1);
        var response = post(body);
        assertThat(response.status()).as(response.text()).isEqualTo(400);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        var problem = response.json();
        assertThat(problem.get("code").asText()).as(response.text()).isEqualTo(code);
        field.ifPresent(it ->
                assertThat(problem.path("field").asText()).as(response.text()).isEqualTo(it));
        assertThat(response.text()).doesNotContainIgnoringCase("bobby");
        assertThat(users.page(Optional.empty(), Optional.empty(), 1))
                .as("newest user")
                .isEqualTo(before);
        return problem;
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items").findValuesAsText("id");
    }

    private Answer post(String body) {
        return client.post("/users", body);
    }

    private JsonNode get(String path, int status) {
        var response = client.get(path);
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        return response.json();
    }
}
