package dev.warren.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.warren.events.OrderEvent.OrderPlaced;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void the_catalogue_holds_the_names_of_the_contract() {
        assertThat(Catalogue.types())
                .extracting(EventType::name)
                .containsExactly(
                        "user.registered.v1",
                        "user.updated.v1",
                        "user.credit-limit-changed.v1",
                        "user.erased.v1",
                        "user.credit-reserved.v1",
                        "user.credit-released.v1",
                        "user.credit-refused.v1",
                        "order.placed.v1",
                        "order.placed.v2",
                        "order.payment-requested.v1",
                        "order.confirmed.v1",
                        "order.cancelled.v1",
                        "payment.captured.v1",
                        "payment.declined.v1",
                        "payment.refunded.v1",
                        "notification.sent.v1",
                        "notification.failed.v1");
    }

    @Test
    void every_record_of_an_event_has_one_newest_type() {
        assertThat(Catalogue.types().stream()
                        .filter(type -> Catalogue.newest(type).equals(type)))
                .<Class<?>>map(EventType::eventClass)
                .containsExactlyInAnyOrderElementsOf(Golden.records(Event.class).toList());
    }

    @Test
    void only_the_events_that_name_a_person_are_personal() {
        assertThat(Catalogue.types().stream().filter(EventType::personal))
                .extracting(EventType::name)
                .containsExactly("user.registered.v1", "user.updated.v1");
    }

    @Test
    void a_type_knows_where_it_goes_and_what_describes_it() {
        EventType placed = Catalogue.typeOf(OrderPlaced.class);

        assertThat(placed)
                .isEqualTo(Catalogue.find("order.placed.v2").orElseThrow())
                .isEqualTo(Catalogue.typeOf(Golden.event("order.placed.v1")))
                .isEqualTo(Catalogue.typeOf(Golden.event("order.placed.v2")));
        assertThat(placed.exchange()).isEqualTo("order.events");
        assertThat(placed.dataSchema()).isEqualTo(URI.create("urn:warren:schema:order.placed.v2"));
        assertThat(Catalogue.types())
                .extracting(EventType::exchange)
                .containsOnly("user.events", "order.events", "payment.events", "notification.events");
    }

    @Test
    void an_unknown_type_is_not_found() {
        assertThat(Catalogue.find("order.placed.v3")).isEmpty();
        assertThat(Catalogue.find(null)).isEmpty();
    }

    @Test
    void an_interface_of_events_has_no_type() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.typeOf(OrderEvent.class))
                .withMessage("dev.warren.events.OrderEvent is no event's record: name one of its records");
    }

    @Test
    void an_unknown_version_is_refused_with_the_versions_that_are_known() {
        assertUnknown("order.placed.v3", "\"order.placed.v3\" is not in the catalogue; known versions of it: v1, v2");
        assertThatExceptionOfType(UnknownEventTypeException.class)
                .isThrownBy(() -> Catalogue.schema("order.placed.v3"))
                .satisfies(unknown -> assertThat(unknown.type()).isEqualTo("order.placed.v3"));
    }

    @Test
    void an_unknown_type_is_refused() {
        assertUnknown("order.eaten.v1", "\"order.eaten.v1\" is not in the catalogue; no version of it is known");
        assertUnknown("order.placed", "\"order.placed\" is not in the catalogue; known versions of it: v1, v2");
        assertUnknown("common", "\"common\" is not in the catalogue; no version of it is known");
        assertUnknown("", "\"\" is not in the catalogue; no version of it is known");
        assertUnknown(null, "null is not in the catalogue; no version of it is known");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void a_schema_keeps_the_rules_of_schemas(String schema) {
        assertThat(Schemas.errorsInSchema(schema)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.warren.events.Golden#types")
    void a_schema_names_its_type_and_describes_every_field(EventType type) throws Exception {
        JsonNode schema = MAPPER.readTree(Catalogue.schema(type.name()));

        assertThat(schema.get("$id").textValue()).isEqualTo(type.dataSchema().toString());
        assertThat(schema.hasNonNull("title")).isTrue();
        assertThat(schema.findValues("properties"))
                .isNotEmpty()
                .allSatisfy(fields -> assertThat(fields)
                        .allSatisfy(field -> assertThat(field.has("description") || field.has("$ref"))
                                .isTrue()));
    }

    private static Stream<String> schemas() {
        return Stream.concat(
                Stream.of(Catalogue.sharedSchema()), Golden.types().map(type -> Catalogue.schema(type.name())));
    }

    private static void assertUnknown(String type, String problem) {
        assertThatExceptionOfType(UnknownEventTypeException.class)
                .isThrownBy(() -> Catalogue.read(type, new byte[0]))
                .withMessage("UNKNOWN_EVENT_TYPE: " + problem
                        + ": deploy a release that knows it and redrive, or delete it");
    }
}
