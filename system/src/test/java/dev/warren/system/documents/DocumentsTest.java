package dev.warren.system.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static void assertUpToDate(Path document, String generated) throws IOException {
        assertThat(Files.readString(Path.of("..").resolve(document)))
                .as("%s is up to date; otherwise: ./warren documents, then read what it changed", document)
                .isEqualTo(generated);
    }
}
