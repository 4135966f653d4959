package dev.warren.system.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.events.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The shape of a flow of events: what was said, with which fields and for which reason, whatever the ids, times and order. */
final class Flow {

    private static final Path FIXTURES = Path.of("../events-schema/src/test/resources/fixtures");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Flow() {}

    static String shape(String type, JsonNode data) {
        Set<String> fields = new TreeSet<>();
        data.fieldNames().forEachRemaining(fields::add);
        return "%s %s %s %s"
                .formatted(
                        type,
                        fields,
                        data.path("reason").asText(),
                        data.path("template").asText());
    }

    /** The shapes of the events in a fixture, each in its newest version. */
    static List<String> ofFixture(String name) throws IOException {
        var shapes = new ArrayList<String>();
        for (String line : Files.readAllLines(FIXTURES.resolve(name + ".jsonl"))) {
            JsonNode event = JSON.readTree(line);
            String type = event.get("type").asText();
            String newest = Catalogue.newest(Catalogue.find(type).orElseThrow()).name();
            byte[] data = Catalogue.write(newest, Catalogue.read(type, JSON.writeValueAsBytes(event.get("data"))));
            shapes.add(shape(newest, JSON.readTree(data)));
        }
        return shapes;
    }
}
