package dev.warren.messaging.tally;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.warren.messaging.Commands;
import dev.warren.messaging.Effects;
import dev.warren.messaging.MessagingConfiguration;
import dev.warren.messaging.Participant;
import dev.warren.messaging.batch.Machine;
import dev.warren.messaging.batch.ServiceRuntime;
import dev.warren.messaging.batch.ServiceRuntime.Service;
import dev.warren.messaging.broker.Bindings;
import dev.warren.messaging.broker.Links;
import dev.warren.messaging.tally.TallyDecider.FindNumber;
import dev.warren.messaging.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One instance of the tally service on a real broker and a real database. */
final class TallyService implements AutoCloseable {

    static final Participant TALLY = new Participant("tally-service", "tally", Set.of("asker.asked.v1"));

    /** Hears what the tally says, so that tests can read its queue. */
    static final Participant WITNESS = new Participant("witness-service", "witness", Set.of("tally.counted.v1"));

    /** Says what the tally says under another name, and joins late. */
    static final Participant LATE = new Participant("late-service", "tally", TALLY.hears()).catchingUp();

    /** What a test may want to be different. */
    record Setup(
            Participant participant,
            MessagingConfiguration configuration,
            Effects<TallyInput, FindNumber> effects,
            Clock clock) {

        static Setup usual() {
            return new Setup(TALLY, TallyConfiguration.usual(), TallyService::find, Clock.systemUTC());
        }

        Setup with(Participant other) {
            return new Setup(other, configuration, effects, clock);
        }

        Setup with(MessagingConfiguration other) {
            return new Setup(participant, other, effects, clock);
        }

        Setup with(Effects<TallyInput, FindNumber> other) {
            return new Setup(participant, configuration, other, clock);
        }

        Setup with(Clock other) {
            return new Setup(participant, configuration, effects, other);
        }
    }

    final ServiceRuntime<TallyEvent, UUID, Tally, TallyInput, FindNumber> runtime;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Links links;
    final HikariDataSource database;

    TallyService(Surroundings surroundings, Setup setup) {
        database = surroundings.database();
        links = new Links(surroundings.link("publishes"), surroundings.link("consumes"));
        runtime = new ServiceRuntime<>(
                new Service<>(
                        setup.participant(),
                        TallyEvent.CONTRACT,
                        new TallyDecider(),
                        new Tallies(),
                        Optional.of(setup.effects())),
                setup.configuration(),
                database,
                links,
                new Bindings(
                        setup.participant(),
                        Optional.of(surroundings.management()),
                        setup.configuration().bindingsInterval()),
                meters,
                Machine.real(setup.clock(), Tracing.none()));
    }

    /** The outside world knows one number. */
    private static TallyInput find(FindNumber effect) {
        return new TallyInput.NumberFound(effect.tally(), 42);
    }

    /** Starts and returns at once. */
    TallyService start() {
        links.publishing().start();
        links.consuming().start();
        runtime.start(() -> {});
        return this;
    }

    /** Waits until it consumes, commits and publishes. */
    TallyService awaitWorking() {
        await().atMost(Duration.ofSeconds(30)).until(this::works);
        return this;
    }

    boolean works() {
        return runtime.listenerTrouble() == null && runtime.databaseTrouble() == null && runtime.isPublishing();
    }

    Commands<TallyInput, Tally> commands() {
        return runtime.commands();
    }

    /** Gives a command and waits for the state that it leaves. */
    Tally command(TallyInput input) throws Exception {
        return commands().submit(input).get(10, TimeUnit.SECONDS);
    }

    double metered(String name) {
        return meters.get(name).meter().measure().iterator().next().getValue();
    }

    double queued(String queue) {
        return meters.get("warren.queue.messages").tag("queue", queue).gauge().value();
    }

    @Override
    public void close() throws InterruptedException {
        runtime.stop();
        database.close();
    }
}
