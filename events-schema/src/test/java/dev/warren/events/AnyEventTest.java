package dev.warren.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnyEventTest {

    /** An event, and a version to say it in. */
    record Saying(EventType type, Event event) {}

    @Property(tries = 3000)
    void whatever_is_said_keeps_its_schema_and_is_understood_as_it_was_meant(@ForAll("sayings") Saying it) {
        byte[] json = Catalogue.write(it.type().name(), it.event());

        assertThat(Schemas.errors(it.type(), new String(json, UTF_8))).isEmpty();
        Event understood = Catalogue.read(it.type().name(), json);
        if (it.type().equals(Catalogue.newest(it.type()))) {
            assertThat(understood).isEqualTo(it.event());
        }
        assertThat(Catalogue.write(it.type().name(), understood)).isEqualTo(json);
    }

    @Provide
    Arbitrary<Saying> sayings() {
        return Arbitraries.of(Catalogue.types())
                .flatMap(type -> AnyEvent.of(type).map(event -> new Saying(type, event)));
    }
}
