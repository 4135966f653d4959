package dev.warren.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnyEventTest {

    @Property(tries = 3000)
    void whatever_is_said_keeps_its_schema_and_is_understood_as_it_was_meant(@ForAll("events") Event event) {
        EventType type = Catalogue.typeOf(event);
        byte[] json = Catalogue.write(event);

        assertThat(Schemas.errors(type, new String(json, UTF_8))).isEmpty();
        assertThat(Catalogue.read(type.name(), json)).isEqualTo(event);
    }

    @Provide
    Arbitrary<? extends Event> events() {
        return Arbitraries.of(Catalogue.types()).flatMap(AnyEvent::of);
    }
}
