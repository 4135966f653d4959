package dev.warren.system.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools of their own ecosystems find nothing wrong with the documents. */
class ContractToolsIT {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path OPENAPI = PROJECT.resolve(DocumentsCommand.OPENAPI);
    private static final Path ASYNCAPI = PROJECT.resolve(DocumentsCommand.ASYNCAPI);

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
}
