package dev.warren.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;

/** The examples under {@code /examples}: appended to, never edited. */
final class Golden {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Golden() {}

    static String text(String type) {
        String name = "/examples/" + type + ".json";
        try (InputStream example = Golden.class.getResourceAsStream(name)) {
            if (example == null) {
                throw new AssertionError(name + " is missing: every event type has an example");
            }
            return new String(example.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode tree(String type) {
        try {
            return MAPPER.readTree(text(type));
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }

    static Event event(String type) {
        return Catalogue.read(type, text(type).getBytes(UTF_8));
    }

    /** The example with some of its text replaced, each pair being what is there and what shall be. */
    static byte[] with(String type, String... pairs) {
        String json = text(type);
        for (int i = 0; i < pairs.length; i += 2) {
            if (!json.contains(pairs[i])) {
                throw new AssertionError(type + " does not contain " + pairs[i]);
            }
            json = json.replace(pairs[i], pairs[i + 1]);
        }
        return json.getBytes(UTF_8);
    }

    static Stream<EventType> types() {
        return Catalogue.types().stream();
    }

    /** The records at the bottom of a sealed hierarchy. */
    static Stream<Class<?>> records(Class<?> event) {
        return event.isRecord()
                ? Stream.of(event)
                : Arrays.stream(event.getPermittedSubclasses()).flatMap(Golden::records);
    }
}
