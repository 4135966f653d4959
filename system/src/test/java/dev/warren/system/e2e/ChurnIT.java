package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.local.Await;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.Site;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * Several instances of a service under load through one edge, while some of them die, freeze and come. In short one service and one
 * round; {@code -Dwarren.churn=PT2M} has three instances of every service and goes round for that time.
 */
class ChurnIT {

    private static final Duration LASTS = Duration.parse(System.getProperty("warren.churn", "PT0S"));
    private static final List<String> CHURNED = LASTS.isZero()
            ? List.of("user-service")
            : List.of("user-service", "order-service", "payment-service", "notification-service");
    /** Its own paths an edge answers itself. */
    private static final String ENTRY = "notification-service";

    private static final int PER_SECOND = 100;
    private static final int MEASURED = 400;
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void instances_die_freeze_and_come_and_no_idempotent_request_fails() throws Exception {
        var settings = Map.of(
                "MESSAGING_REGISTRY_INTERVAL", Churn.INTERVAL.toString(),
                "MESSAGING_REGISTRY_EXPIRY", Churn.EXPIRY.toString());
        try (Rig rig = Rig.at(Site.ofTest("churn").with(settings))) {
            CHURNED.forEach(service -> Stream.of(1, 2).forEach(more -> rig.add(service)));
            rig.start();
            ServiceProcess entry = rig.service(ENTRY);
            // In short it shares the machine with other tests.
            var churn = new Churn(rig, entry, LASTS.isZero() ? 10 : 1);
            var visitors = new Visitors(entry.edge());
            try (visitors) {
                visitors.visit(PER_SECOND);
                assertTrafficIsSpread(rig, visitors);
                Instant until = Instant.now().plus(LASTS);
                do {
                    CHURNED.forEach(churn::round);
                } while (Instant.now().isBefore(until));
                rig.awaitReady();
                assertTrafficIsSpread(rig, visitors);
            }
            assertThat(visitors.failures())
                    .as("failures of %d requests", visitors.asked())
                    .allMatch(failure -> churn.kills().stream().anyMatch(kill -> failure.wasUnderWay(kill)));
            Audit.of(rig, visitors.accepted());
        }
    }

    private static void assertTrafficIsSpread(Rig rig, Visitors visitors) {
        for (String service : CHURNED) {
            if (!service.equals(ENTRY)) {
                List<ServiceProcess> instances = rig.instances(service);
                Map<String, Double> before = served(instances);
                // Whoever has just been avoided is asked again after a while.
                assertThat(Await.until(
                                SOON, () -> instances.stream().allMatch(it -> served(it) > before.get(it.instance()))))
                        .as("every instance of %s is asked", service)
                        .isTrue();
                Map<String, Double> start = served(instances);
                long asked = visitors.asked();
                Await.until(SOON, () -> visitors.asked() >= asked + MEASURED);
                Map<String, Double> end = served(instances);
                end.replaceAll((instance, count) -> count - start.get(instance));
                double mean =
                        end.values().stream().mapToDouble(it -> it).average().orElseThrow();
                assertThat(end.values())
                        .as("requests served by each instance: %s", end)
                        .allSatisfy(count -> assertThat(count).isCloseTo(mean, Percentage.withPercentage(20)));
            }
        }
    }

    private static Map<String, Double> served(List<ServiceProcess> instances) {
        var counts = new HashMap<String, Double>();
        instances.forEach(instance -> counts.put(instance.instance(), served(instance)));
        return counts;
    }

    /** The requests that an instance has answered, by its own metrics; management left out. */
    private static double served(ServiceProcess instance) {
        var metrics = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + instance.port() + "/prometheus"))
                .build();
        try {
            return HTTP.send(metrics, BodyHandlers.ofLines())
                    .body()
                    .filter(line ->
                            line.matches("http_server_requests_seconds_count\\{.*uri=\"/(users|orders|payments).*"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException(instance.instance() + " does not tell its metrics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
