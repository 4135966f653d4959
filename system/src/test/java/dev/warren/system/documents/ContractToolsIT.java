package dev.warren.system.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.warren.system.node.NodePrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools of other ecosystems find nothing wrong with the documents, the schemas and the fixtures. */
class ContractToolsIT {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path OPENAPI = PROJECT.resolve(DocumentsCommand.OPENAPI);
    private static final Path ASYNCAPI = PROJECT.resolve(DocumentsCommand.ASYNCAPI);
    private static final Path SCHEMAS = PROJECT.resolve("events-schema/src/main/resources/schemas");
    private static final Path FIXTURES = PROJECT.resolve("events-schema/src/test/resources/fixtures");

    @Test
    void the_documents_are_without_mistakes() throws IOException {
        var checked = NodePrograms.run("documents.mjs", OPENAPI, ASYNCAPI);

        assertThat(checked.succeeded()).as(checked.tail()).isTrue();
    }

    @Test
    void documents_with_a_mistake_are_refused(@TempDir Path folder) throws IOException {
        Path openapi = folder.resolve("openapi.yaml");
        Path asyncapi = folder.resolve("asyncapi.yaml");
        Files.writeString(openapi, Files.readString(OPENAPI).replace("schemas/OrderView\"", "schemas/Nothing\""));
        Files.writeString(asyncapi, Files.readString(ASYNCAPI).replace("action: send", "action: shout"));

        var checked = NodePrograms.run("documents.mjs", openapi, asyncapi);

        assertThat(checked.exitCode()).as(checked.tail()).isEqualTo(1);
        assertThat(checked.lines())
                .anyMatch(line -> line.startsWith("openapi:"))
                .anyMatch(line -> line.startsWith("asyncapi:"));
    }

    @Test
    void every_schema_and_every_fixture_can_be_read_elsewhere() throws IOException {
        var checked = NodePrograms.run("fixtures.mjs", SCHEMAS, FIXTURES);

        assertThat(checked.succeeded()).as(checked.tail()).isTrue();
        assertThat(checked.lines()).last(STRING).matches("[1-9]\\d* schemas, [1-9]\\d* events");
    }

    @Test
    void a_fixture_with_an_event_that_is_none_or_data_that_are_none_is_refused(@TempDir Path folder)
            throws IOException {
        List<String> events = Files.readAllLines(FIXTURES.resolve("confirmed.jsonl"));
        events.set(0, events.get(0).replaceFirst("\"source\":\"[^\"]*\",", ""));
        events.set(1, events.get(1).replace("\"currency\":\"EUR\"", "\"currency\":978"));
        Files.write(folder.resolve("broken.jsonl"), events);

        var checked = NodePrograms.run("fixtures.mjs", SCHEMAS, folder);

        assertThat(checked.exitCode()).as(checked.tail()).isEqualTo(1);
        assertThat(checked.lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("broken.jsonl:1: ") && line.contains("'source'"))
                .anyMatch(line -> line.contains("broken.jsonl:2: "));
    }
}
