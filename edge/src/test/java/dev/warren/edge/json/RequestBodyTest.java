package dev.warren.edge.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.edge.testing.Answer;
import dev.warren.edge.testing.Caller;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller may send, and what it is told about everything else. */
@MicronautTest(transactional = false)
class RequestBodyTest {

    private static final String ITEMS = "'items':[{'sku':'a','quantity':1}],'fragile':false";

    @Inject
    Caller caller;

    @Test
    void a_good_body_arrives_and_comes_back_whole() {
        Answer answer = send("{'name':'Ada'," + ITEMS
                + ",'owner':'019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071','speed':'FAST','due':'2026-01-31T12:00:00.5Z',"
                + "'weight':{'grams':3},'colour':'red'}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().path("due").asText()).isEqualTo("2026-01-31T12:00:00.500Z");
        assertThat(answer.json().path("weight").path("scale").isNull()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{                                          | it ends before its value does",
                "{'name':                                   | it ends before its value does",
                "{'name':'Ada                               | it ends before its value does",
                "{'name':Ada}                               | a word that is neither true, false nor null",
                "{name:'Ada'}                               | a field name in double quotes was expected",
                "{'name':'Ada',}                            | a field name in double quotes was expected",
                "{'fragile':01}                             | an unexpected character",
                "{'fragile':+1}                             | an unexpected character",
                "{'items':[1,]}                             | an unexpected character",
                "{'items':[NaN]}                            | an unexpected character",
                "{'name':'A\\x'}                            | an unexpected character",
                "{'name':'Ada'} /* */                       | an unexpected character",
                "]                                          | an unexpected character",
                "<parcel/>                                  | an unexpected character",
            })
    void no_json_is_malformed(String body, String hint) {
        JsonNode problem = send(body).problem(400, "MALFORMED_JSON");

        assertThat(problem.path("detail").asText())
                .containsPattern("at line 1, column \\d+")
                .contains(hint)
                .doesNotContain("Ada");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                // body                                       | code             | field             | value   | detail
                "{'colour':'red','name':'x','size':7,$}       | UNKNOWN_FIELD    | size              | 7       | known are [colour, due",
                "{$,'items':[{'sku':'a','x':1}]}              | DUPLICATE_FIELD  | items             | -       | items is there twice",
                "{'items':[{'sku':'a','weight':1,'quantity':1}]} | UNKNOWN_FIELD    | items[0].weight   | 1       | known are [quantity, sku]",
                "{'items':[{'sku':'a','sku':'b'}]}            | DUPLICATE_FIELD  | items[0].sku      | -       | say it once",
                "{'name':'x',$} {}                            | TRAILING_CONTENT | -                 | -       | send one value",
                "{'name':'x',$} 1                             | TRAILING_CONTENT | -                 | -       | send one value",
                "[]                                           | WRONG_TYPE       | -                 | -       | the body must be an object but was an array",
                "'parcel'                                     | WRONG_TYPE       | -                 | -       | the body must be an object but was a string",
                "17                                           | WRONG_TYPE       | -                 | -       | the body must be an object but was a number",
                "{'name':7,$}                                 | WRONG_TYPE       | name              | -       | name must be a string but was a number",
                "{'name':true,$}                              | WRONG_TYPE       | name              | -       | name must be a string but was a boolean",
                "{'name':['x'],$}                             | WRONG_TYPE       | name              | -       | name must be a string but was an array",
                "{'items':{}}                                 | WRONG_TYPE       | items             | -       | items must be an array but was an object",
                "{'items':'a'}                                | WRONG_TYPE       | items             | a       | items must be an array but was a string",
                "{'items':['a']}                              | WRONG_TYPE       | items[0]          | a       | items[0] must be an object but was a string",
                "{'items':[{'sku':7}]}                        | WRONG_TYPE       | items[0].sku      | 7       | must be a string but was a number",
                "{'items':[{'sku':'a','quantity':'1'}]}       | WRONG_TYPE       | items[0].quantity | 1       | must be a whole number within 32 bits but was a string",
                "{'items':[{'sku':'a','quantity':true}]}      | WRONG_TYPE       | items[0].quantity | true    | but was a boolean",
                "{'items':[{'sku':'a','quantity':''}]}        | WRONG_TYPE       | items[0].quantity | ''      | but was a string",
                "{'items':[{'sku':'a','quantity':1.5}]}       | INVALID_VALUE    | items[0].quantity | 1.5     | must be a whole number within 32 bits but was 1.5",
                "{'items':[{'sku':'a','quantity':99999999999}]} | INVALID_VALUE  | items[0].quantity | 99999999999 | within 32 bits but was 99999999999",
                "{'items':[{'sku':'a','quantity':null}]}      | MISSING_FIELD    | items[0].quantity | -       | must be present",
                "{'items':[{'sku':'a'}]}                      | MISSING_FIELD    | items[0].quantity | -       | must be present",
                "{'name':'x',$,'fragile':'false'}             | DUPLICATE_FIELD  | fragile           | -       | say it once",
                "{'fragile':'false'}                          | WRONG_TYPE       | fragile           | false   | must be true or false but was a string",
                "{'fragile':0}                                | WRONG_TYPE       | fragile           | 0       | must be true or false but was a number",
                "{$,'speed':'WARP'}                           | INVALID_VALUE    | speed             | WARP    | speed must be one of [SLOW, FAST] but was \"WARP\"",
                "{$,'speed':1}                                | WRONG_TYPE       | speed             | 1       | but was a number",
                "{$,'speed':''}                               | INVALID_VALUE    | speed             | ''      | must be one of [SLOW, FAST]",
                "{$,'owner':'me'}                             | INVALID_VALUE    | owner             | me      | owner must be a UUID but was \"me\"",
                "{$,'owner':''}                               | INVALID_VALUE    | owner             | ''      | owner must be a UUID",
                "{$,'due':'tomorrow'}                         | INVALID_VALUE    | due               | tomorrow | due must be a time such as 2026-01-31T12:00:00Z",
                "{$,'weight':3}                               | WRONG_TYPE       | weight            | 3       | weight must be an object but was a number",
                "{$,'weight':''}                              | WRONG_TYPE       | weight            | ''      | weight must be an object but was a string",
                "{$,'weight':{'grams':10}}                    | INVALID_VALUE    | weight.grams      | 10      | weight.grams must be between 1 and 9 but was 10",
                "{$,'weight':{'grams':1,'scale':'x'}}         | INVALID_VALUE    | weight            | -       | weight is not valid",
                "{$,'colour':'green'}                         | INVALID_VALUE    | colour            | green   | colour must be red or blue but was \"green\"",
                "{$,'colour':7}                               | WRONG_TYPE       | colour            | 7       | colour must be a JSON string but was a number",
                "null                                         | MISSING_BODY     | -                 | -       | a JSON body is needed",
                "' '                                          | WRONG_TYPE       | -                 | -       | the body must be an object",
                "{'items':[]}                                 | MISSING_FIELD    | fragile           | -       | must be present",
            })
    void a_body_that_does_not_fit_is_blamed_on_its_field(
            String body, String code, String field, String value, String detail) {
        Answer answer = send(body.replace("$", ITEMS));

        JsonNode problem = answer.problem(400, code);
        assertThat(problem.path("field").asText(null)).as(answer.text()).isEqualTo(field);
        assertThat(problem.path("value").asText(null)).as(answer.text()).isEqualTo("''".equals(value) ? "" : value);
        assertThat(problem.path("detail").asText()).contains(detail);
    }

    @Test
    void every_violated_constraint_has_its_own_entry() {
        JsonNode problem =
                send("{'name':' ','fragile':true,'items':[{'sku':'a','quantity':1},{'sku':'too long to be a sku','quantity':11}]}")
                        .problem(400, "INVALID_VALUE");

        assertThat(problem.path("field").asText()).isEqualTo("items[1].quantity");
        assertThat(problem.path("value").asInt()).isEqualTo(11);
        assertThat(problem.path("detail").asText())
                .startsWith("items[1].quantity")
                .endsWith("(and 2 more, see errors)");
        JsonNode errors = problem.path("errors");
        assertThat(errors).hasSize(3);
        assertThat(errors.path(0).path("field").asText()).isEqualTo("items[1].quantity");
        assertThat(errors.path(1).path("field").asText()).isEqualTo("items[1].sku");
        assertThat(errors.path(1).path("value").asText()).isEqualTo("too long to be a sku");
        assertThat(errors.path(1).path("code").asText()).isEqualTo("INVALID_VALUE");
        assertThat(errors.path(1).path("message").asText()).isNotBlank();
        assertThat(errors.path(2).path("field").asText()).isEqualTo("name");
        assertThat(errors.path(2).has("value")).isFalse();
    }

    @Test
    void a_missing_object_is_a_missing_field() {
        JsonNode problem = send("{'name':'x','fragile':true}").problem(400, "MISSING_FIELD");

        assertThat(problem.path("field").asText()).isEqualTo("items");
    }

    @Test
    void personal_data_is_never_repeated() {
        assertThat(send("{'name':{'first':'Ada'},'fragile':true}").text()).doesNotContain("Ada");
        assertThat(send("{'email':'ada@example.org','fragile':true}").text()).doesNotContain("ada@");
    }

    @Test
    void long_values_are_cut() {
        JsonNode problem = send("{'speed':'" + "x".repeat(5000) + "'}").problem(400, "INVALID_VALUE");

        assertThat(problem.path("value").asText()).hasSize(101);
        assertThat(problem.path("detail").asText()).hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void no_body_is_a_missing_body(String body) {
        caller.post("/parcels", body).problem(400, "MISSING_BODY");
    }

    @Test
    void a_body_without_a_type_is_taken_for_json() {
        caller.send(caller.request("/parcels")
                        .POST(BodyPublishers.ofString("{}"))
                        .build())
                .problem(400, "MISSING_FIELD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/plain",
                "application/octet-stream"
            })
    void anything_but_json_is_unsupported(String type) {
        caller.send(caller.request("/parcels", "Content-Type", type)
                        .POST(BodyPublishers.ofString("{}"))
                        .build())
                .problem(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void depth_ends_at_32() {
        send("{'items':" + "[".repeat(31) + "]".repeat(31) + "}").problem(400, "WRONG_TYPE");
        send("{'items':" + "[".repeat(32) + "]".repeat(32) + "}").problem(400, "TOO_DEEP");
        send("[".repeat(30_000)).problem(400, "TOO_DEEP");
    }

    @Test
    void names_and_numbers_have_an_end() {
        send("{'fragile':true,'" + "n".repeat(40_000) + "':1}").problem(400, "UNKNOWN_FIELD");
        send("{'" + "n".repeat(60_000) + "':1}").problem(400, "INVALID_VALUE");
        send("{'items':[{'sku':'a','quantity':" + "9".repeat(2_000) + "}]}").problem(400, "INVALID_VALUE");
    }

    @Test
    void characters_are_utf_8() {
        Answer answer = caller.send(caller.request("/parcels", "Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'}))
                .build());

        answer.problem(400, "MALFORMED_JSON");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_body_ends_at_64_KiB(boolean lengthIsKnown) {
        byte[] fits = ("{\"fragile\":" + " ".repeat(65_536 - 13) + "1}").getBytes(StandardCharsets.UTF_8);
        byte[] large = ("{\"fragile\":" + " ".repeat(65_536 - 12) + "1}").getBytes(StandardCharsets.UTF_8);

        assertThat(fits).hasSize(65_536);
        sendBytes(fits, lengthIsKnown).problem(400, "WRONG_TYPE");
        sendBytes(large, lengthIsKnown).problem(413, "BODY_TOO_LARGE");
    }

    private Answer sendBytes(byte[] body, boolean lengthIsKnown) {
        return caller.send(caller.request("/parcels", "Content-Type", "application/json")
                .POST(
                        lengthIsKnown
                                ? BodyPublishers.ofByteArray(body)
                                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build());
    }

    private Answer send(String body) {
        return caller.post("/parcels", body.replace('\'', '"'));
    }
}
