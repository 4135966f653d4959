package dev.warren.system.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.warren.system.check.collect.LiveSystem;
import dev.warren.system.rig.Broker;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.SharedRig;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of {@code ./warren bench --running}: all of it, with figures that mean nothing. */
@ExtendWith(SharedRig.class)
class BenchIT {

    private static final Plan SHORT =
            new Plan(20, 200, 8, List.of(100), Duration.ofSeconds(1), Duration.ofSeconds(2), 1);

    @Test
    void measures_a_running_system_and_leaves_its_books_in_balance(Rig rig) throws Exception {
        var measurement = new Bench(SHORT, new Silent()).of(subject(rig));
        System.out.println(String.join("\n", measurement.lines().toList()));

        assertThat(measurement.violations()).isEmpty();
        var figures = measurement.figures();
        // Others may have said something late.
        assertThat(figures.perOrder().get(Work.MESSAGES)).isEqualTo(6, within(0.1));
        assertThat(figures.perOrder().get(Work.DELIVERIES)).isEqualTo(5, within(0.1));
        assertThat(figures.perOrder().get(Work.TRANSACTIONS)).isPositive();
        assertThat(figures.ratioToBrokerLimit()).isBetween(0.0001, 1.0);
        assertThat(figures.confirmedMs()).containsOnlyKeys("closed loop", "100 orders/s");
        assertThat(figures.confirmedMs().get("100 orders/s").get("p50")).isPositive();
        for (String process : List.of("order-service", "notification-service", "broker", "database", "driver")) {
            assertThat(figures.cpuMsPerOrder().get(process)).as(process).isPositive();
        }
        assertThat(measurement.batches())
                .hasSize(4)
                .allSatisfy((service, batches) ->
                        assertThat(batches.batches()).as(service).isPositive());
        assertThat(rig.broker().admin().get("vhosts").findValuesAsText("name")).doesNotContain(PerfTest.VHOST);
    }

    private static Subject subject(Rig rig) {
        var pids = new LinkedHashMap<String, Long>();
        rig.services().stream()
                .filter(ServiceProcess::isAlive)
                .forEach(service -> pids.put(service.name(), service.pid()));
        pids.put("broker", rig.broker().pid());
        pids.put("database", rig.database().pid());
        return new Subject(
                URI.create("http://127.0.0.1:" + rig.service("order-service").port()),
                Optional.empty(),
                rig.edge("user-service"),
                "email",
                LiveSystem.of(rig),
                pids,
                Broker.FIGURES_AGE);
    }

    private static final class Silent implements Progress {
        @Override
        public void begins(String what, int steps) {}

        @Override
        public void done(int steps) {}
    }
}
