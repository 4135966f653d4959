package dev.warren.system.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.events.Catalogue;
import dev.warren.events.EventType;
import dev.warren.messaging.Participant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SystemTopologyTest {

    private static final Path FILE = Path.of("../deploy/rabbitmq/definitions.json");

    @Test
    void the_deployed_definitions_are_the_generated_ones() throws IOException {
        assertThat(Files.readString(FILE))
                .as("%s is up to date: ./warren topology --write deploy/rabbitmq/definitions.json", FILE)
                .isEqualTo(SystemTopology.definitions(SystemTopology.VHOST));
    }

    @Test
    void every_service_hears_only_what_somebody_says() {
        Set<String> said = Catalogue.types().stream().map(EventType::name).collect(Collectors.toSet());
        for (Participant participant : SystemTopology.PARTICIPANTS) {
            assertThat(said).as(participant.name()).containsAll(participant.hears());
        }
    }

    @Test
    void personal_data_never_enters_the_journal() throws IOException {
        for (EventType type : Catalogue.types()) {
            if (type.personal()) {
                assertThat(journalled()).doesNotContain(type.name());
            } else {
                assertThat(journalled()).contains(type.name());
            }
        }
    }

    private static Set<String> journalled() throws IOException {
        var types = new HashSet<String>();
        new ObjectMapper()
                .readTree(SystemTopology.definitions("v"))
                .get("bindings")
                .forEach(binding -> {
                    if (binding.get("destination").asText().equals("events.journal")) {
                        types.add(binding.get("routing_key").asText());
                    }
                });
        return types;
    }
}
