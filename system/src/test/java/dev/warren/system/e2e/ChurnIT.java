package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.local.Await;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.SharedRig;
import dev.warren.system.rig.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several instances of a service under load through one edge, while some of them die, freeze and come. In short one service and one
 * round; {@code -Dwarren.churn=PT2M} has three instances of every service and goes round for that time.
 */
@ExtendWith(SharedRig.class)
class ChurnIT {

    private static final Logger log = LoggerFactory.getLogger(ChurnIT.class);
    private static final String LONG = "warren.churn";
    /** Its own paths an edge answers itself. */
    private static final String ENTRY = "notification-service";

    private static final int PER_SECOND = 100;
    private static final int MEASURED = 400;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration CALM = Duration.ofMinutes(4);

    @Test
    @DisabledIfSystemProperty(named = LONG, matches = ".+", disabledReason = "the long form runs instead")
    void instances_of_a_service_die_freeze_and_come_and_no_idempotent_request_fails(Rig rig) throws Exception {
        var service = "user-service";
        Stream.of(1, 2).forEach(more -> rig.add(service).launch());
        // It shares the machine with other tests.
        churn(rig, List.of(service), Duration.ZERO, 10);
        rig.instances(service).stream().skip(1).forEach(rig::remove);
        rig.awaitReady();
    }

    @Test
    @EnabledIfSystemProperty(named = LONG, matches = ".+", disabledReason = "it takes minutes, and the whole machine")
    void instances_of_every_service_die_freeze_and_come_for_long() throws Exception {
        var settings = Map.of(
                "MESSAGING_REGISTRY_INTERVAL", Churn.INTERVAL.toString(),
                "MESSAGING_REGISTRY_EXPIRY", Churn.EXPIRY.toString());
        try (Rig rig = Rig.at(Site.ofTest("churn").with(settings))) {
            var services = List.copyOf(rig.names());
            services.forEach(service -> Stream.of(1, 2).forEach(more -> rig.add(service)));
            rig.start();
            churn(rig, services, Duration.parse(System.getProperty(LONG)), 1);
        }
    }

    private static void churn(Rig rig, List<String> services, Duration lasts, int slack) throws Exception {
        rig.awaitReady();
        ServiceProcess entry = rig.service(ENTRY);
        var churn = new Churn(rig, entry, slack);
        var visitors = new Visitors(entry.edge());
        try (visitors) {
            visitors.visit(PER_SECOND);
            assertTrafficIsSpread(rig, services, entry, visitors);
            Instant until = Instant.now().plus(lasts);
            do {
                services.forEach(churn::round);
            } while (Instant.now().isBefore(until));
            rig.awaitReady();
            assertTrafficIsSpread(rig, services, entry, visitors);
        }
        assertThat(visitors.failures())
                .as("failures of %d requests", visitors.asked())
                .allMatch(failure -> churn.kills().stream().anyMatch(failure::wasUnderWay));
        Audit.of(rig, visitors.accepted());
        log.info("{} killed, {} requests, failures: {}", churn.kills().size(), visitors.asked(), visitors.failures());
    }

    /** As long as nobody is avoided: whoever has just been is asked again after a while. */
    private static void assertTrafficIsSpread(Rig rig, List<String> services, ServiceProcess entry, Visitors visitors) {
        for (String service : services) {
            if (!service.equals(ENTRY)) {
                var shares = new AtomicReference<Map<String, Double>>();
                assertThat(Await.until(CALM, () -> isMeasured(rig.instances(service), entry, visitors, shares)))
                        .as("a while in which no instance is avoided")
                        .isTrue();
                double mean = shares.get().values().stream()
                        .mapToDouble(it -> it)
                        .average()
                        .orElseThrow();
                assertThat(shares.get().values())
                        .as("requests served by each instance: %s", shares)
                        .allSatisfy(count -> assertThat(count).isCloseTo(mean, Percentage.withPercentage(20)));
            }
        }
    }

    /** @return false if an instance was avoided before, meanwhile or after */
    private static boolean isMeasured(
            List<ServiceProcess> instances,
            ServiceProcess entry,
            Visitors visitors,
            AtomicReference<Map<String, Double>> shares) {
        double ejections = entry.metric("warren_gateway_ejections_total.*");
        if (entry.metric("warren_gateway_ejected.*") > 0) {
            return false;
        }
        Map<String, Double> start = served(instances);
        long asked = visitors.asked();
        Await.until(SOON, () -> visitors.asked() >= asked + MEASURED);
        Map<String, Double> end = served(instances);
        end.replaceAll((instance, count) -> count - start.get(instance));
        shares.set(end);
        return entry.metric("warren_gateway_ejections_total.*") == ejections;
    }

    private static Map<String, Double> served(List<ServiceProcess> instances) {
        var counts = new HashMap<String, Double>();
        instances.forEach(instance -> counts.put(instance.instance(), served(instance)));
        return counts;
    }

    /** The requests that an instance has answered, by its own metrics; management left out. */
    private static double served(ServiceProcess instance) {
        return instance.metric("http_server_requests_seconds_count\\{.*uri=\"/(users|orders|payments).*");
    }
}
