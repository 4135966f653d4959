package dev.warren.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The schemas as they were released, in {@code /released/<n>/}: each folder holds what the n-th change added or changed, and never changes
 * itself.
 */
final class Released {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String SHARED = "common.json";

    private Released() {}

    /** One released schema. */
    record Copy(int change, String file) {

        JsonNode schema() {
            return json(folder().resolve(change + "/" + file));
        }

        String text() {
            return Released.text(folder().resolve(change + "/" + file));
        }

        /** What a {@code $ref} of it refers to: as it was then. */
        JsonNode definition(String reference) {
            for (int earlier = change; earlier > 0; earlier--) {
                Path shared = folder().resolve(earlier + "/" + SHARED);
                if (Files.exists(shared)) {
                    return at(json(shared), reference);
                }
            }
            throw new AssertionError("no " + SHARED + " was released before " + this);
        }

        @Override
        public String toString() {
            return change + "/" + file;
        }
    }

    static Path folder() {
        return resource("/released");
    }

    /** In the order of their release. */
    static List<Copy> copies() {
        var copies = new ArrayList<Copy>();
        for (int change = 1; Files.exists(folder().resolve(String.valueOf(change))); change++) {
            for (String file : files(folder().resolve(String.valueOf(change)))) {
                copies.add(new Copy(change, file));
            }
        }
        return copies;
    }

    /** The newest released copy of a schema's file. */
    static Optional<Copy> newest(String file) {
        return copies().stream().filter(copy -> copy.file().equals(file)).reduce((before, after) -> after);
    }

    /** The names of the schemas as they are now. */
    static TreeSet<String> current() {
        return files(resource("/schemas"));
    }

    static String currentText(String file) {
        return text(resource("/schemas").resolve(file));
    }

    /** A schema as it is now; empty if it is gone. */
    static Optional<JsonNode> current(String file) {
        Path path = resource("/schemas").resolve(file);
        return Files.exists(path) ? Optional.of(json(path)) : Optional.empty();
    }

    static JsonNode currentDefinition(String reference) {
        return at(current(SHARED).orElseThrow(), reference);
    }

    private static JsonNode at(JsonNode shared, String reference) {
        JsonNode definition = shared.at(reference.substring(reference.indexOf('#') + 1));
        if (definition.isMissingNode()) {
            throw new AssertionError(reference + " is not in " + SHARED);
        }
        return definition;
    }

    private static TreeSet<String> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return MAPPER.readTree(text(file));
        } catch (IOException invalid) {
            throw new UncheckedIOException(file.toString(), invalid);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path resource(String name) {
        try {
            return Path.of(Released.class.getResource(name).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
