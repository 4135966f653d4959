package dev.warren.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.edge.testing.Answer;
import dev.warren.edge.testing.Caller;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong, the caller gets a problem that says what to do, and nothing of our inside. */
@MicronautTest(transactional = false)
class ProblemTest {

    @Inject
    Caller caller;

    @Test
    void a_path_that_leads_nowhere_is_not_found() {
        assertThat(caller.get("/nowhere")
                        .problem(404, "NOT_FOUND")
                        .path("detail")
                        .asText())
                .isEqualTo("GET /nowhere leads to nothing: check the path");
    }

    @Test
    void a_controller_without_an_answer_is_not_found() {
        caller.get("/parcels/nothing").problem(404, "NOT_FOUND");
    }

    @Test
    void a_missing_thing_is_not_found_by_its_id() {
        String id = "019a0b1c-2d3e-7f40-0000-000000000000";

        assertThat(caller.get("/parcels/" + id)
                        .problem(404, "NOT_FOUND")
                        .path("detail")
                        .asText())
                .isEqualTo("there is no parcel " + id);
    }

    @Test
    void a_browser_gets_the_same_problem() {
        caller.get("/nowhere", "Accept", "text/html").problem(404, "NOT_FOUND");
    }

    @Test
    void a_bare_status_gets_a_body() {
        caller.get("/parcels/gone").problem(410, "GONE");
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() {
        Answer answer = caller.ask("PUT", "/parcels", "{}");

        answer.problem(405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).contains("GET", "POST");
    }

    @Test
    void a_wrong_media_type_is_told_the_right_one() {
        Answer answer = caller.send(caller.request("/parcels", "Content-Type", "text/xml")
                .POST(BodyPublishers.ofString("<parcel/>"))
                .build());

        answer.problem(415, "UNSUPPORTED_MEDIA_TYPE");
        assertThat(answer.header("Accept")).isEqualTo("application/json");
    }

    @Test
    void an_answer_nobody_can_read_is_not_acceptable() {
        caller.get("/parcels", "Accept", "image/png").problem(406, "NOT_ACCEPTABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-1-1-1-1", "019A0B1C-2D3E-7F40-8A1B-2C3D4E5F6071", "%00", "%F0%9F%92%A9"})
    void an_id_in_any_other_form_is_malformed(String id) {
        JsonNode problem = caller.get("/parcels/" + id).problem(400, "MALFORMED_ID");

        assertThat(problem.path("field").asText()).isEqualTo("id");
        assertThat(problem.path("value").isMissingNode()).isFalse();
    }

    @Test
    void a_missing_query_value_is_named() {
        assertThat(caller.get("/parcels/heavier")
                        .problem(400, "MISSING_FIELD")
                        .path("field")
                        .asText())
                .isEqualTo("than");
    }

    @Test
    void a_wrong_query_value_is_named_with_its_value() {
        JsonNode problem = caller.get("/parcels/heavier?than=heavy").problem(400, "INVALID_VALUE");

        assertThat(problem.path("field").asText()).isEqualTo("than");
        assertThat(problem.path("value").asText()).isEqualTo("heavy");
        assertThat(problem.path("detail").asText()).isEqualTo("than must be a number but was \"heavy\"");
    }

    @Test
    void an_unknown_choice_is_told_the_known_ones() {
        assertThat(caller.get("/parcels/heavier?than=1&speed=WARP")
                        .problem(400, "INVALID_VALUE")
                        .path("detail")
                        .asText())
                .isEqualTo("speed must be one of [SLOW, FAST] but was \"WARP\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            than=1&fragile=201.5              | INVALID_VALUE   | fragile | fragile must be true or false but was "201.5"
            than=1&fragile                    | INVALID_VALUE   | fragile | fragile must be true or false but was ""
            than=1&fragile=TRUE               | INVALID_VALUE   | fragile | fragile must be true or false but was "TRUE"
            than=1&fragile=yes                | INVALID_VALUE   | fragile | fragile must be true or false but was "yes"
            than=1&fragile=true&fragile=true  | DUPLICATE_FIELD | fragile | fragile must be given once but was given 2 times
            than=1&speed=fast                 | INVALID_VALUE   | speed   | speed must be one of [SLOW, FAST] but was "fast"
            than=1&speed=                     | INVALID_VALUE   | speed   | speed must be one of [SLOW, FAST] but was ""
            than=+1                           | INVALID_VALUE   | than    | than must be a number but was " 1"
            than=%2B1                         | INVALID_VALUE   | than    | than must be a number but was "+1"
            than=01                           | INVALID_VALUE   | than    | than must be a number but was "01"
            than=1.0                          | INVALID_VALUE   | than    | than must be a number but was "1.0"
            than=%D9%A1                       | INVALID_VALUE   | than    | than must be a number but was "١"
            than=1&than=2                     | DUPLICATE_FIELD | than    | than must be given once but was given 2 times
            than=1&limit=1                    | UNKNOWN_FIELD   | limit   | limit is no parameter here: there are fragile, speed, than""")
    void a_query_has_one_form(String query, String code, String field, String detail) {
        JsonNode problem = caller.get("/parcels/heavier?" + query).problem(400, code);

        assertThat(problem.path("field").asText()).isEqualTo(field);
        assertThat(problem.path("detail").asText()).isEqualTo(detail);
    }

    @Test
    void what_is_in_its_one_form_is_taken() {
        assertThat(caller.get("/parcels/heavier?than=-1&speed=FAST&fragile=true")
                        .status())
                .isEqualTo(200);
        assertThat(caller.get("/parcels?limit=1").status()).isEqualTo(200);
        assertThat(caller.get("/health?any=thing").status()).isEqualTo(200);
        caller.get("/parcels/nothing?any=thing").problem(400, "UNKNOWN_FIELD");
    }

    @Test
    void a_query_value_out_of_bounds_is_named_without_its_method() {
        JsonNode problem = caller.get("/parcels/heavier?than=6").problem(400, "INVALID_VALUE");

        assertThat(problem.path("field").asText()).isEqualTo("than");
        assertThat(problem.path("value").asInt()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unexpected", "later", "blocking", "error", "own-json", "bad-sql"})
    void what_is_our_fault_says_nothing_but_whom_to_ask(String path) {
        Answer answer = caller.get("/trouble/" + path, "X-Request-Id", "mine");

        JsonNode problem = answer.problem(500, "INTERNAL");
        assertThat(problem.path("detail").asText()).contains("X-Request-Id");
        assertThat(answer.text()).doesNotContain("Secret").doesNotContain("select");
        assertThat(answer.header("X-Request-Id")).isEqualTo("mine");
    }

    @Test
    void an_unavailable_service_says_when_to_come_back() {
        Answer answer = caller.get("/trouble/unavailable");

        answer.problem(503, "UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-connection", "database-down"})
    void without_its_database_the_service_is_unavailable(String path) {
        Answer answer = caller.get("/trouble/" + path);

        answer.problem(503, "UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void a_contradiction_is_a_conflict() {
        assertThat(caller.get("/trouble/contradiction")
                        .problem(409, "CONFLICT")
                        .path("detail")
                        .asText())
                .endsWith("the order is confirmed");
    }

    @Test
    void a_problem_of_the_service_is_passed_on_with_its_value_cut() {
        JsonNode problem = caller.get("/trouble/own-problem").problem(422, "KEY_REUSED");

        assertThat(problem.path("field").asText()).isEqualTo("Idempotency-Key");
        assertThat(problem.path("value").asText()).hasSize(101).endsWith("…");
    }

    @Test
    void a_mistake_that_the_service_knows_is_the_callers() {
        JsonNode problem = caller.get("/trouble/mistake").problem(400, "INVALID_VALUE");

        assertThat(problem.path("field").asText()).isEqualTo("quantity");
        assertThat(problem.path("detail").asText()).isEqualTo("quantity must be 1 or more but was 0");
    }

    @Test
    void a_status_keeps_its_code_and_loses_its_message() {
        assertThat(caller.get("/trouble/status")
                        .problem(429, "TOO_MANY_REQUESTS")
                        .path("detail")
                        .asText())
                .doesNotContain("Secret");
    }

    @Test
    void head_gets_the_status_alone() {
        Answer answer = caller.send(caller.request("/nowhere")
                .method("HEAD", BodyPublishers.noBody())
                .build());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEmpty();
    }
}
