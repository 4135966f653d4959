package dev.warren.edge.discovery;

import dev.warren.edge.services.LiveInstances;
import dev.warren.messaging.registry.Instance;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances that can be asked, best first. Whoever asks one tells how it went, so that one that fails is left alone for a while.
 * Never blocks. Thread-safe.
 */
@Singleton
public final class Instances {

    private static final Logger log = LoggerFactory.getLogger(Instances.class);

    private final LiveInstances live;
    private final Balancer balancer;
    private final Ejections ejections;
    private final MeterRegistry meters;
    private final Clock clock;

    Instances(LiveInstances live, BalancingSettings settings, MeterRegistry meters, Clock clock) {
        this.live = live;
        this.ejections = new Ejections(settings.ejection(), settings.longestEjection());
        this.balancer = new Balancer(settings.strategy(), ejections);
        this.meters = meters;
        this.clock = clock;
        Gauge.builder("warren.gateway.ejected", ejections, it -> it.count(clock.instant()))
                .description("Instances that are left alone now because they failed")
                .register(meters);
    }

    /** All that are alive, of all services. */
    public List<Instance> all() {
        return live.all();
    }

    /** All of one service that are alive. */
    public List<Instance> of(String service) {
        return live.all().stream()
                .filter(instance -> instance.service().equals(service))
                .toList();
    }

    /**
     * The one to ask next.
     *
     * @param eligible which of them come into question
     * @return empty if none of them is alive
     */
    public Optional<Instance> next(String service, Predicate<Instance> eligible) {
        List<Instance> left = live.all().stream()
                .filter(instance -> instance.service().equals(service))
                .filter(eligible)
                .toList();
        return balancer.next(left, clock.instant());
    }

    /** To be called when an instance answered as one that works. */
    public void succeeded(Instance instance) {
        if (ejections.succeeded(instance.id())) {
            log.info("{} {} answers again", instance.service(), instance.id());
        }
    }

    /**
     * To be called when an instance could not be reached, did not answer in time, or said that it cannot answer.
     *
     * @param reason for the log
     */
    public void failed(Instance instance, String reason) {
        if (ejections.failed(instance.id(), clock.instant())) {
            log.warn(
                    "{} {} at {}:{} {}: others are asked for a while",
                    instance.service(),
                    instance.id(),
                    instance.address(),
                    instance.port(),
                    reason);
            Counter.builder("warren.gateway.ejections")
                    .description("Instances that failed and are left alone for a while")
                    .tag("service", instance.service())
                    .register(meters)
                    .increment();
        }
    }
}
