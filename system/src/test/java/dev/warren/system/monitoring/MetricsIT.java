package dev.warren.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.Await;
import dev.warren.system.load.Load;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.SharedRig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the services tell is what the documentation, the dashboard and the alerts say they tell. */
@ExtendWith(SharedRig.class)
class MetricsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Prometheus' own. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

    private static final Map<String, Scrape> SCRAPES = new HashMap<>();

    /** After an order and a request that is passed on: nothing is to tell before. */
    @BeforeAll
    static void scrape(Rig rig) throws Exception {
        var orders = rig.edge("order-service");
        var load = new Load(orders, rig.edge("user-service"));
        var users = load.registerUsers();
        String order = load.place(1, 1, users, accepted -> {}).ids().getFirst();
        assertThat(Await.until(SOON, () -> isNotified(rig, order))).isTrue();
        orders.get("/users/%s/orders".formatted(users.getFirst())).expect(200);
        for (ServiceProcess service : rig.services()) {
            service.edge().get("/services/user-service/info").expect(200);
            service.edge().get("/services/order-service/info").expect(200);
            SCRAPES.put(service.name(), Scrape.of(service.port()));
        }
    }

    private static boolean isNotified(Rig rig, String order) {
        try {
            JsonNode notifications = rig.edge("notification-service")
                    .get("/notifications?orderId=" + order)
                    .expect(200)
                    .get("items");
            return notifications.size() == 1;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void every_service_tells_what_the_page_promises_and_nothing_of_warrens_own_that_it_does_not() throws Exception {
        var page = MetricsPage.read();
        SCRAPES.forEach((service, scrape) -> {
            var told = scrape.families();
            told.removeIf(name -> !name.startsWith("warren_"));
            assertThat(told).as(service).containsAll(page.requiredOf(service));
            assertThat(page.allowedTo(service))
                    .as("docs/metrics.md at %s", service)
                    .containsAll(told);
            for (String metric : told) {
                assertThat(scrape.labelsOf(metric))
                        .as("labels of %s at %s", metric, service)
                        .isEqualTo(page.labelsOf(metric));
            }
        });
    }

    @Test
    void prometheus_finds_nothing_wrong_with_what_they_tell(@TempDir Path folder) throws Exception {
        for (var scrape : SCRAPES.entrySet()) {
            Path file = Files.writeString(
                    folder.resolve(scrape.getKey()), scrape.getValue().text());
            var checked = Promtool.checkMetrics(file);
            assertThat(checked.lines()).as(scrape.getKey()).isEmpty();
            assertThat(checked.succeeded()).as(scrape.getKey()).isTrue();
        }
    }

    @Test
    void prometheus_notices_a_metric_without_its_unit(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("metrics"), SCRAPES.get("order-service").text().replace("age_seconds", "age_minutes"));

        assertThat(Promtool.checkMetrics(file).lines()).anyMatch(line -> line.contains("age_minutes"));
    }

    @Test
    void no_label_is_an_id() {
        SCRAPES.forEach((service, scrape) -> assertThat(scrape.labelValues())
                .as(service)
                .noneMatch(value -> value.matches(".*[0-9a-f]{8}-[0-9a-f]{4}-.*")));
    }

    @Test
    void every_metric_of_the_dashboard_and_the_alerts_is_told_by_somebody() throws Exception {
        var told = new TreeSet<>(OF_PROMETHEUS);
        SCRAPES.values().forEach(scrape -> told.addAll(scrape.samples()));
        var asked = new TreeSet<String>();
        Expressions.ofDashboard().forEach(expression -> asked.addAll(Expressions.metricsIn(expression)));
        for (JsonNode alert : Expressions.alerts()) {
            asked.addAll(Expressions.metricsIn(alert.get("expr").asText()));
        }

        assertThat(asked).hasSizeGreaterThan(30);
        assertThat(told).containsAll(asked);
    }
}
