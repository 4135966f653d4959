package dev.warren.system.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    @Test
    void the_openapi_document_is_the_generated_one() throws IOException {
        assertUpToDate(DocumentsCommand.OPENAPI, OpenApi.text());
    }

    @Test
    void the_asyncapi_document_is_the_generated_one() throws IOException {
        assertUpToDate(DocumentsCommand.ASYNCAPI, AsyncApi.text());
    }

    @Test
    void every_body_has_an_example_that_is_what_its_schema_says() {
        var contract = new Contract(Yaml.read(DocumentsTest.class.getResource("/openapi.yaml")));
        var schemas = contract.operations().stream()
                .flatMap(operation -> operation.bodies().stream())
                .map(contract::named)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(schemas).contains("/components/schemas/OrderRequest", "/components/schemas/Problem");
        for (String schema : schemas) {
            var examples = contract.schema(schema).path("examples");
            assertThat(examples)
                    .as("examples of %s: add one to examples.yaml", schema)
                    .isNotEmpty();
            for (var example : examples) {
                assertThat(contract.errors(schema, example.toString()))
                        .as(schema)
                        .isEmpty();
            }
        }
    }

    private static void assertUpToDate(Path document, String generated) throws IOException {
        assertThat(Files.readString(Path.of("..").resolve(document)))
                .as("%s is up to date; otherwise: ./warren documents, then read what it changed", document)
                .isEqualTo(generated);
    }
}
