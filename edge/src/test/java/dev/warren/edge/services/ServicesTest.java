package dev.warren.edge.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.edge.testing.Caller;
import dev.warren.messaging.registry.Instance;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class ServicesTest {

    private static final Instant STARTED = Instant.parse("2026-01-31T12:00:00Z");

    @Inject
    Caller caller;

    @Test
    void all_instances_are_listed() {
        JsonNode page = caller.get("/services").json();

        assertThat(page.path("items")).hasSize(3);
        assertThat(page.path("nextCursor").isNull()).isTrue();
        assertThat(page.path("items").path(0).toString())
                .isEqualTo(
                        "{\"name\":\"carrier\",\"id\":\"00000000-0000-0000-0000-000000000001\","
                                + "\"address\":\"127.0.0.1\",\"port\":8080,\"version\":\"0.1.0\","
                                + "\"startedAt\":\"2026-01-31T12:00:00Z\",\"lastSeen\":\"2026-01-31T12:00:05Z\",\"state\":\"UP\"}");
    }

    @Test
    void the_instances_of_one_service_are_listed() {
        JsonNode items = caller.get("/services/sorter").json().path("items");

        assertThat(items).hasSize(2);
        assertThat(items.path(1).path("state").asText()).isEqualTo("SUSPECT");
    }

    @Test
    void an_unknown_service_is_not_found() {
        caller.get("/services/nobody").problem(404, "NOT_FOUND");
    }

    @MockBean(HeardInstances.class)
    @Replaces(HeardInstances.class)
    LiveInstances threeInstances() {
        return () -> List.of(
                instance("carrier", 1, Instance.State.UP),
                instance("sorter", 2, Instance.State.UP),
                instance("sorter", 3, Instance.State.SUSPECT));
    }

    private static Instance instance(String service, long id, Instance.State state) {
        return new Instance(
                service,
                new UUID(0, id),
                "127.0.0.1",
                8080,
                "0.1.0",
                STARTED,
                List.of(),
                STARTED.plusSeconds(5),
                state);
    }
}
