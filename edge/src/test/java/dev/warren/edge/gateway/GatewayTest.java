package dev.warren.edge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.edge.services.LiveInstances;
import dev.warren.edge.testing.Answer;
import dev.warren.edge.testing.Caller;
import dev.warren.messaging.registry.Instance;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
@Property(name = "warren.gateway.timeout", value = "2s")
@Property(name = "warren.gateway.try-timeout", value = "300ms")
class GatewayTest {

    private static final List<Instance> LIVE = new CopyOnWriteArrayList<>();

    @Inject
    Caller caller;

    private final List<Owner> owners = new ArrayList<>();

    @MockBean
    @Replaces(LiveInstances.class)
    LiveInstances announced() {
        return () -> LIVE;
    }

    @AfterEach
    void nobodyIsLeft() {
        LIVE.clear();
        owners.forEach(Owner::close);
    }

    private Owner owner(String service, String... routes) {
        var owner = new Owner(service, routes);
        owners.add(owner);
        LIVE.add(owner.instance());
        return owner;
    }

    @Test
    void a_path_of_another_service_is_answered_by_that_service() {
        Owner carrier = owner("carrier", "/vans", "/vans/{id}");
        Owner sorter = owner("sorter", "/vans/{id}/sacks");

        Answer answer =
                caller.post("/vans/7?full=true", "{\"a\":1}", "Authorization", "Bearer x", "X-Request-Id", "r-1");
        caller.get("/vans/7/sacks");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"a\":1}");
        assertThat(carrier.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.path()).isEqualTo("/vans/7?full=true");
            assertThat(asked.header("Authorization")).isEqualTo("Bearer x");
            assertThat(asked.header("X-Request-Id")).isEqualTo("r-1");
            assertThat(asked.header("Forwarded"))
                    .contains("for=127.0.0.1;host=\"")
                    .endsWith(";proto=http");
        });
        assertThat(sorter.asked()).hasSize(1);
    }

    @Test
    void a_service_is_asked_by_its_name() {
        Owner carrier = owner("carrier");

        assertThat(caller.get("/services/carrier/health?x=1").status()).isEqualTo(200);

        assertThat(carrier.asked()).extracting(Owner.Asked::path).containsExactly("/health?x=1");
    }

    @Test
    void what_belongs_to_nobody_is_not_found() {
        owner("carrier", "/vans");

        caller.get("/boats").problem(404, "NOT_FOUND");
        caller.get("/services/nobody/health").problem(404, "NOT_FOUND");
    }

    @Test
    void a_service_without_a_live_instance_is_unavailable() {
        owner("ferry", "/ferries");
        caller.get("/ferries");
        LIVE.clear();

        Answer answer = caller.get("/ferries");

        answer.problem(503, "NO_INSTANCE");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void an_instance_that_is_gone_is_made_up_for_by_another_one() {
        Owner gone = owner("carrier", "/vans");
        owner("carrier", "/vans");
        gone.close();

        for (int i = 0; i < 10; i++) {
            assertThat(caller.post("/vans", "{}").status()).isEqualTo(200);
        }
    }
}
