package dev.warren.system.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The OpenAPI document of the whole system: the parts that the compiler wrote of each service's controllers, put together on a base that
 * says what no controller does.
 */
public final class OpenApi {

    private static final String PART = "META-INF/swagger/part.yml";

    private OpenApi() {}

    /** As YAML; the same as long as the code is. */
    public static String text() {
        return Yaml.write(document(parts()));
    }

    static ObjectNode document(List<ObjectNode> parts) {
        ObjectNode document = Yaml.read(OpenApi.class.getResource("openapi-base.yaml"));
        var paths = new TreeMap<String, JsonNode>();
        var schemas = new TreeMap<String, JsonNode>();
        for (ObjectNode part : parts) {
            part.path("components").path("schemas").properties().forEach(it -> schemas.put(it.getKey(), it.getValue()));
            part.path("paths").properties().forEach(it -> paths.put(it.getKey(), it.getValue()));
        }
        put(document.withObject("/components/schemas"), schemas);
        put(document.withObject("/paths"), paths);
        new Operations(document).complete();
        new Schemas(document).complete();
        new Examples(document).complete();
        sort(document.withObject("/components/schemas"));
        sort(document.withObject("/paths"));
        return document;
    }

    /** What is there already stays. */
    private static void put(ObjectNode into, Map<String, JsonNode> more) {
        more.forEach((name, node) -> {
            if (!into.has(name)) {
                into.set(name, node);
            }
        });
    }

    static void sort(ObjectNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> node.set(name, node.remove(name)));
    }

    private static List<ObjectNode> parts() {
        try {
            List<URL> found = Collections.list(OpenApi.class.getClassLoader().getResources(PART));
            return found.stream()
                    .sorted(Comparator.comparing(URL::toString))
                    .map(Yaml::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(PART + " cannot be found", e);
        }
    }
}
