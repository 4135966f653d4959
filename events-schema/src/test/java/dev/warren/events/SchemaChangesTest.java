package dev.warren.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaChangesTest {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .configure(JsonReadFeature.ALLOW_SINGLE_QUOTES.mappedFeature(), true)
            .build();

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'type':'string'}                      | {'type':'integer'}                     | $ BOTH
            {'type':'integer'}                     | {'type':'number'}                      | $ YESTERDAYS_HEARERS
            {'type':'number'}                      | {'type':'integer'}                     | $ TODAYS_HEARERS
            {'type':'string'}                      | {}                                     | $ YESTERDAYS_HEARERS
            {}                                     | {'type':'string'}                      | $ TODAYS_HEARERS
            {'enum':['A','B']}                     | {'enum':['A']}                         | $ TODAYS_HEARERS
            {'enum':['A']}                         | {'enum':['A','B']}                     | $ YESTERDAYS_HEARERS
            {'enum':['A']}                         | {}                                     | $ YESTERDAYS_HEARERS
            {}                                     | {'enum':['A']}                         | $ TODAYS_HEARERS
            {'pattern':'a'}                        | {'pattern':'b'}                        | $ BOTH
            {'pattern':'a'}                        | {}                                     | $ YESTERDAYS_HEARERS
            {}                                     | {'pattern':'a'}                        | $ TODAYS_HEARERS
            {'minLength':1}                        | {'minLength':2}                        | $ TODAYS_HEARERS
            {'minimum':2}                          | {'minimum':1}                          | $ YESTERDAYS_HEARERS
            {'maxItems':9}                         | {'maxItems':10}                        | $ YESTERDAYS_HEARERS
            {'maximum':10}                         | {'maximum':9}                          | $ TODAYS_HEARERS
            {'maxLength':10}                       | {}                                     | $ YESTERDAYS_HEARERS
            {}                                     | {'minItems':1}                         | $ TODAYS_HEARERS
            {'oneOf':[{'type':'string'}]}          | {'oneOf':[{'type':'integer'}]}         | $ BOTH
            {'items':{'type':'string'}}            | {'items':{'type':'number'}}            | $[] BOTH
            {'items':{'type':'string'}}            | {}                                     | $[] YESTERDAYS_HEARERS
            {'properties':{'a':{}}}                | {}                                     | $.a YESTERDAYS_HEARERS
            {'properties':{'a':{}}}                | {'properties':{'a':{'type':'string'}}} | $.a TODAYS_HEARERS
            {'properties':{'a':{}}}                | {'properties':{'a':{}},'required':['a']} | $.a TODAYS_HEARERS
            {'properties':{'a':{}},'required':['a']} | {'properties':{'a':{}}}              | $.a YESTERDAYS_HEARERS
            {}                                     | {'properties':{'a':{}},'required':['a']} | $.a TODAYS_HEARERS
            {}                                     | {'required':['a']}                     | $.a TODAYS_HEARERS
            {'required':['a']}                     | {}                                     | $.a YESTERDAYS_HEARERS
            {'$ref':'#/short'}                     | {'$ref':'#/long'}                      | $ YESTERDAYS_HEARERS
            {'$ref':'#/short'}                     | {'type':'string'}                      | $ YESTERDAYS_HEARERS
            {'$ref':'#/short'}                     | {'$ref':'#/short','minLength':1}       | $ TODAYS_HEARERS
            """)
    void a_change_breaks_somebody(String released, String changed, String breaks) {
        assertThat(changes(released, changed))
                .extracting(change -> change.path() + " " + change.breaks())
                .containsExactly(breaks);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'type':'string'}                      | {'type':'string'}
            {}                                     | {'properties':{'a':{'type':'string','minLength':1}}}
            {'properties':{'a':{}}}                | {'properties':{'a':{},'b':{'items':{'enum':['A']}}}}
            {'enum':['A','B']}                     | {'enum':['B','A']}
            {'title':'a'}                          | {'title':'b','description':'c'}
            {'$ref':'#/short'}                     | {'type':'string','maxLength':9}
            {'required':['a','b']}                 | {'required':['b','a']}
            """)
    void a_change_breaks_nobody(String released, String changed) {
        assertThat(changes(released, changed)).isEmpty();
    }

    @Test
    void a_keyword_that_nobody_has_thought_about_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> changes("{}", "{'properties':{'a':{'items':{'uniqueItems':true}}}}"))
                .withMessageStartingWith("$.a[] has the keyword uniqueItems");
    }

    private static List<SchemaChange> changes(String released, String changed) {
        JsonNode definitions =
                json("{'short':{'type':'string','maxLength':9},'long':{'type':'string','maxLength':99}}");
        return SchemaChanges.between(
                json(released),
                reference -> definitions.at(reference.substring(1)),
                json(changed),
                reference -> definitions.at(reference.substring(1)));
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException invalid) {
            throw new AssertionError(text, invalid);
        }
    }
}
