package dev.warren.orders.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** A document from the class path, in both forms in which it is asked for. Immutable. */
record Document(String yaml, String json) {

    static Document read(String resource) {
        String yaml = text(resource);
        try {
            Object content = new Yaml(new LoaderOptions()).load(yaml);
            return new Document(yaml, new ObjectMapper().writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(resource + " cannot be said in JSON", e);
        }
    }

    private static String text(String resource) {
        try (InputStream stream = Document.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read from the class path", e);
        }
    }
}
