package dev.warren.messaging.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.warren.messaging.Contract;
import dev.warren.messaging.registry.RegistryEvent.Heartbeat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The registry's events, their schemas and their examples agree. */
class RegistrySchemasTest {

    /** Listeners in the field rely on released schemas: write a new version beside the old and append its hash. */
    private static final Map<String, String> RELEASED = Map.of(
            "registry.heartbeat.v1", "31885db687bffd87331674ac7bd42c1a0ffa7ac80feaf87f629a53c96d5c289b",
            "registry.left.v1", "52960559e952317ff0c5b97066abbd03f9f8fa09aa81339e9e89bb6bf4ff7480");

    private static final String OPTIONAL = "routes";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Contract<RegistryEvent> CONTRACT = RegistryContract.contract();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(types().stream()
                    .collect(Collectors.toMap(
                            type -> CONTRACT.schema().apply(type).toString(), type -> resource("schemas", type)))));

    static Set<String> types() {
        return RegistryContract.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_example_keeps_its_schema_and_is_written_again_unchanged(String type) throws Exception {
        String example = resource("examples", type);
        assertThat(errors(type, example)).isEmpty();
        RegistryEvent event = CONTRACT.read().apply(type, example.getBytes(UTF_8));
        assertThat(CONTRACT.type().apply(event)).isEqualTo(type);
        assertThat(new String(CONTRACT.write().apply(type, event), UTF_8))
                .isEqualTo(JSON.readTree(example).toString());
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_field_that_a_later_release_adds_is_passed_over_and_one_that_is_missing_is_not(String type) throws Exception {
        var example = (ObjectNode) JSON.readTree(resource("examples", type));
        var longer = example.deepCopy().put("added", "later");
        assertThat(errors(type, longer.toString())).isEmpty();
        assertThat(CONTRACT.read().apply(type, longer.toString().getBytes(UTF_8)))
                .isEqualTo(CONTRACT.read().apply(type, example.toString().getBytes(UTF_8)));
        example.fieldNames().forEachRemaining(field -> {
            var shorter = example.deepCopy();
            shorter.remove(field);
            if (!field.equals(OPTIONAL)) {
                assertRefused(type, shorter);
            }
            assertRefused(type, example.deepCopy().putNull(field));
        });
    }

    @Test
    void a_heartbeat_of_the_first_release_tells_no_routes() throws Exception {
        var example = (ObjectNode) JSON.readTree(resource("examples", "registry.heartbeat.v1"));
        example.remove(OPTIONAL);
        assertThat(errors("registry.heartbeat.v1", example.toString())).isEmpty();
        var heartbeat = (Heartbeat) CONTRACT.read()
                .apply("registry.heartbeat.v1", example.toString().getBytes(UTF_8));
        assertThat(heartbeat.routes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "port, 0",
        "port, 65536",
        "port, http",
        "interval, PT0S",
        "interval, PT-5S",
        "interval, PT3600000H",
        "interval, soon",
        "startedAt, yesterday",
        "instanceId, 7",
        "routes, /orders",
        "address, not a host",
        "address, somebody@example.org",
        "address, host/path",
        "address, /",
        "address, ::1::2",
        "address, ''"
    })
    void a_heartbeat_with_a_wrong_value_is_not_understood(String field, String value) throws Exception {
        var example = (ObjectNode) JSON.readTree(resource("examples", "registry.heartbeat.v1"));
        example.put(field, value);
        assertThatThrownBy(() -> CONTRACT.read()
                        .apply("registry.heartbeat.v1", example.toString().getBytes(UTF_8)))
                .isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_schema_is_one_has_its_name_and_never_changes(String type) throws Exception {
        String schema = resource("schemas", type);
        assertThat(SCHEMAS.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                        .validate(schema, InputFormat.JSON))
                .isEmpty();
        assertThat(JSON.readTree(schema).get("$id").asText())
                .isEqualTo(CONTRACT.schema().apply(type).toString());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(schema.getBytes(UTF_8));
        assertThat(HexFormat.of().formatHex(hash)).isEqualTo(RELEASED.get(type));
    }

    @Test
    void every_type_has_been_released() {
        assertThat(RELEASED).containsOnlyKeys(types());
    }

    private static void assertRefused(String type, ObjectNode event) {
        assertThat(errors(type, event.toString())).isNotEmpty();
        assertThatThrownBy(() -> CONTRACT.read().apply(type, event.toString().getBytes(UTF_8)))
                .isInstanceOf(UncheckedIOException.class);
    }

    private static List<Error> errors(String type, String json) {
        return SCHEMAS.getSchema(SchemaLocation.of(CONTRACT.schema().apply(type).toString()))
                .validate(json, InputFormat.JSON);
    }

    private static String resource(String folder, String type) {
        String name = "/%s/%s.json".formatted(folder, type);
        try (var resource = RegistrySchemasTest.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
