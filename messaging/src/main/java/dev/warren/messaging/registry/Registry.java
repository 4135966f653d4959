package dev.warren.messaging.registry;

import com.fasterxml.uuid.Generators;
import dev.warren.messaging.MessagingConfiguration.RegistryConfiguration;
import dev.warren.messaging.Participant;
import dev.warren.messaging.broker.Links;
import dev.warren.messaging.events.EventMessages;
import dev.warren.messaging.registry.RegistryEvent.Heartbeat;
import dev.warren.messaging.registry.RegistryEvent.Left;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/** Announces this instance by heartbeats and keeps a view of all others. Thread-safe. */
public final class Registry implements AutoCloseable {

    /** An answer to a newcomer comes within so much for each instance, and at the latest when it was due anyway. */
    static final Duration ANSWER_EACH = Duration.ofMillis(5);

    private final UUID id = Generators.timeBasedEpochGenerator().generate();
    private final String service;
    private final RegistryConfiguration configuration;
    private final Clock clock;
    private final Instant startedAt;
    private final View view;
    private final Beats beats;
    private final Ear ear;
    private final InstanceGauges gauges;

    /** Counts as started now. */
    public Registry(
            String service, Links links, RegistryConfiguration configuration, MeterRegistry meters, Clock clock) {
        this.service = service;
        this.configuration = configuration;
        this.clock = clock;
        this.startedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        this.view = new View(id, configuration.expiry());
        var messages = new EventMessages<RegistryEvent>(
                new Participant(service, "registry", RegistryContract.types()), RegistryContract.contract());
        this.beats = new Beats(links.publishing(), messages, clock, () -> each(links));
        this.ear = new Ear(service, links.consuming(), messages, configuration.expiry(), new Hearing());
        this.gauges = new InstanceGauges(meters);
        count(meters, "said", beats, Beats::said);
        count(meters, "heard", ear, Ear::heard);
        count(meters, "refused", ear, Ear::refused);
    }

    private static <T> void count(MeterRegistry meters, String what, T counting, ToDoubleFunction<T> value) {
        FunctionCounter.builder("warren.registry.beats", counting, value)
                .tag("what", what)
                .description("Registry messages said and heard, and those that were not understood")
                .register(meters);
    }

    /** Starts to listen. */
    public void start() {
        ear.start();
    }

    /**
     * Starts to announce that this instance can be reached at an address; the first heartbeat goes out at once.
     *
     * @param routes URI templates of the paths that it answers and not every instance does
     */
    public void announce(String address, int port, String version, List<String> routes) {
        beats.start(new Heartbeat(id, service, address, port, version, startedAt, configuration.interval(), routes));
    }

    /** Of this instance, a new one with each start. */
    public UUID id() {
        return id;
    }

    /** Who is alive, this instance included, by service and then by start. Stale while the broker is away. */
    public List<Instance> instances() {
        return view.instances(clock.instant());
    }

    /** While the broker takes no messages the silence of the others says nothing about them. */
    private void each(Links links) {
        if (links.publishing().isBlocked()) {
            view.deaf(clock.instant());
        }
        gauges.show(instances());
    }

    /** What is heard is put into the view. */
    private final class Hearing implements Ear.Listener {

        /** One's own heartbeat opens the ears, and tells everybody to answer. */
        @Override
        public void hears() {
            beats.hurry(Duration.ZERO);
        }

        @Override
        public void heard(RegistryEvent event) {
            Instant now = clock.instant();
            switch (event) {
                case Heartbeat heartbeat -> {
                    if (view.hear(heartbeat, now) && !heartbeat.instanceId().equals(id)) {
                        answer(now);
                    }
                }
                case Left left -> view.hear(left, now);
            }
        }

        @Override
        public void isDeaf() {
            view.deaf(clock.instant());
        }
    }

    /**
     * Everybody answers a newcomer by a heartbeat, so that its view is soon full. The more there are, the longer they take: answers to all
     * are never more than 200 a second, and where that is more than the interval, its view fills at the usual pace.
     */
    private void answer(Instant now) {
        Duration all = ANSWER_EACH.multipliedBy(view.instances(now).size());
        beats.hurry(all);
    }

    /** Says that this instance leaves, and stops announcing and listening. Blocks for at most a second. */
    @Override
    public void close() throws InterruptedException {
        ear.stop();
        beats.stop();
    }
}
