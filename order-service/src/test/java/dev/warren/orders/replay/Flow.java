package dev.warren.orders.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that is said about one order until it is settled, by every speaker, one CloudEvent in structured mode a line, in
 * {@code /fixtures/<outcome>.jsonl}.
 */
record Flow(String outcome, List<JsonNode> events) {

    static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Flow> all() {
        try (var files = Files.list(Path.of(Flow.class.getResource("/fixtures").toURI()))) {
            return files.sorted().map(Flow::read).toList().stream();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Flow read(Path file) {
        try (var lines = Files.lines(file)) {
            String name = file.getFileName().toString();
            return new Flow(
                    name.substring(0, name.indexOf('.')), lines.map(Flow::json).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last word of order-service. */
    JsonNode end() {
        return events.stream()
                .filter(Flow::isOurs)
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    static boolean isOurs(JsonNode event) {
        return event.get("source").asText().equals("/order-service");
    }

    static String type(JsonNode event) {
        return event.get("type").asText();
    }

    @Override
    public String toString() {
        return outcome;
    }
}
