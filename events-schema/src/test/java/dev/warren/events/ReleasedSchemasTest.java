package dev.warren.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.events.Released.Copy;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gate that every change of a schema passes. */
class ReleasedSchemasTest {

    @Test
    void what_was_released_never_changes() throws Exception {
        List<String> recorded = Files.readAllLines(Released.folder().resolve("released.sha256"), UTF_8);
        var found = new ArrayList<String>();
        for (Copy copy : Released.copies()) {
            found.add(hash(copy.text()) + "  " + copy);
        }

        assertThat(found)
                .as("Listeners in the field rely on what was released. Leave it as it is, put what is new into a folder"
                        + " of its own, and append its hash to released.sha256")
                .isEqualTo(recorded);
    }

    static Stream<String> current() {
        return Released.current().stream();
    }

    @ParameterizedTest
    @MethodSource("current")
    void a_schema_is_recorded_as_it_is(String file) {
        int next = Released.copies().getLast().change() + 1;
        assertThat(Released.currentText(file))
                .as(
                        "If its changes break nobody, copy schemas/%1$s to released/%2$d/%1$s and append the hash of the copy to"
                                + " released.sha256",
                        file, next)
                .isEqualTo(Released.newest(file).map(Copy::text).orElse("not released yet"));
    }

    static Stream<Copy> released() {
        return Released.copies().stream().filter(copy -> !copy.file().equals("common.json"));
    }

    @ParameterizedTest
    @MethodSource("released")
    void a_schema_breaks_nobody_who_knows_it_as_it_was(Copy copy) {
        String type = copy.file().replaceFirst("\\.json$", "");
        assertThat(Released.current(copy.file()))
                .as(
                        "%s is gone, but what was said waits in queues, dead letters and the journal, and is heard by %s",
                        copy.file(), Hearers.of(type))
                .isPresent();

        assertThat(breaks(copy, Released.current(copy.file()).orElseThrow())).isEmpty();
    }

    @Test
    void a_change_that_breaks_somebody_is_refused_and_says_whom() {
        Copy placed = Released.newest("order.placed.v1.json").orElseThrow();
        ObjectNode changed = placed.schema().deepCopy();
        ObjectNode fields = (ObjectNode) changed.get("properties");
        changed.withArrayProperty("required").add("coupon");
        fields.putObject("coupon").put("type", "string");
        fields.remove("paymentMethod");
        ((ObjectNode) changed.at("/properties/items/items/properties/quantity")).put("maximum", 100);

        assertThat(breaks(placed, changed))
                .containsExactly(
                        "order.placed.v1 $.items[].quantity had maximum 10000 and has 100: user-service, once"
                                + " upgraded, cannot read what was said before and waits in queues, dead letters and the"
                                + " journal. Write a new version beside it (docs/versions.md)",
                        "order.placed.v1 $.paymentMethod is gone: user-service, until upgraded, cannot read what is said."
                                + " Write a new version beside it (docs/versions.md)",
                        "order.placed.v1 $.coupon is required, and was not: user-service, once upgraded, cannot read what was"
                                + " said before and waits in queues, dead letters and the journal. Write a new version"
                                + " beside it (docs/versions.md)");
    }

    @Test
    void a_change_of_what_the_schemas_share_is_found_where_it_is_used() {
        Copy reserved = Released.newest("user.credit-reserved.v1.json").orElseThrow();
        var changes = SchemaChanges.between(reserved.schema(), reserved::definition, reserved.schema(), reference -> {
            JsonNode definition = reserved.definition(reference).deepCopy();
            if (reference.endsWith("/money")) {
                ((ObjectNode) definition.at("/properties/currency")).put("pattern", "^[A-Z]{3}$");
            }
            return definition;
        });

        assertThat(changes).extracting(SchemaChange::path).containsExactly("$.amount.currency");
    }

    private static List<String> breaks(Copy released, JsonNode changed) {
        String type = released.file().replaceFirst("\\.json$", "");
        return SchemaChanges.between(released.schema(), released::definition, changed, Released::currentDefinition)
                .stream()
                .map(change -> "%s %s %s: %s. Write a new version beside it (docs/versions.md)"
                        .formatted(type, change.path(), change.what(), whom(change, Hearers.of(type))))
                .toList();
    }

    private static String whom(SchemaChange change, String hearers) {
        String untilUpgraded = hearers + ", until upgraded, cannot read what is said";
        String onceUpgraded =
                "once upgraded, cannot read what was said before and waits in queues, dead letters and the journal";
        return switch (change.breaks()) {
            case YESTERDAYS_HEARERS -> untilUpgraded;
            case TODAYS_HEARERS -> hearers + ", " + onceUpgraded;
            case BOTH -> untilUpgraded + ", and " + onceUpgraded;
        };
    }

    private static String hash(String text) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
