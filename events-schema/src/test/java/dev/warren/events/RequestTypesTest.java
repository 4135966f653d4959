package dev.warren.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestTypesTest {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(ContractModule.forEvents())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** One of the two documents of a request. */
    record Document(String name, URI id, String schema, Class<?> type) {}

    static Stream<Document> documents() {
        return Catalogue.requests().stream()
                .flatMap(it -> Stream.of(
                        new Document(
                                it.name() + ".question",
                                it.questionSchema(),
                                Catalogue.questionSchema(it),
                                it.question()),
                        new Document(
                                it.name() + ".answer", it.answerSchema(), Catalogue.answerSchema(it), it.answer())));
    }

    @Test
    void the_catalogue_holds_the_requests_of_the_contract() {
        assertThat(Catalogue.requests()).extracting(RequestType::name).containsExactly("user.lookup.v1");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void an_example_keeps_its_schema_binds_and_is_written_again_unchanged(Document document) throws Exception {
        String example = Golden.text(document.name());
        assertThat(Schemas.errors(document.id(), example)).isEmpty();
        assertThat(MAPPER.<JsonNode>valueToTree(MAPPER.readValue(example, document.type())))
                .isEqualTo(MAPPER.readTree(example));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_schema_keeps_the_rules_of_schemas_and_its_name(Document document) throws Exception {
        assertThat(Schemas.errorsInSchema(document.schema())).isEmpty();
        assertThat(MAPPER.readTree(document.schema()).get("$id").asText())
                .isEqualTo(document.id().toString());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_field_that_is_missing_is_refused_by_schema_and_record_alike(Document document) throws Exception {
        ObjectNode example = (ObjectNode) MAPPER.readTree(Golden.text(document.name()));
        for (String field :
                MAPPER.convertValue(MAPPER.readTree(document.schema()).get("required"), String[].class)) {
            String without = example.deepCopy().without(field).toString();
            assertThat(Schemas.errors(document.id(), without)).as(field).isNotEmpty();
            assertThatThrownBy(() -> MAPPER.readValue(without, document.type())).hasMessageContaining(field);
        }
    }

    @Test
    void an_answer_shows_no_personal_data_as_text() throws Exception {
        var found = MAPPER.readValue(Golden.text("user.lookup.v1.answer"), UserLookup.Found.class);
        assertThat(found.toString())
                .contains(found.id().toString())
                .doesNotContain("Ada")
                .doesNotContain("@");
    }
}
