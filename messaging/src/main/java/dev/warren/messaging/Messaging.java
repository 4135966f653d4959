package dev.warren.messaging;

import com.rabbitmq.client.Address;
import dev.warren.messaging.batch.Machine;
import dev.warren.messaging.batch.ServiceRuntime;
import dev.warren.messaging.batch.ServiceRuntime.Service;
import dev.warren.messaging.broker.Bindings;
import dev.warren.messaging.broker.Bindings.Management;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.broker.Links;
import dev.warren.messaging.deadletters.DeadLetterSettings;
import dev.warren.messaging.deadletters.DeadLetters;
import dev.warren.messaging.journal.JournalReader;
import dev.warren.messaging.journal.Receiver;
import dev.warren.messaging.journal.Start;
import dev.warren.messaging.registry.Registry;
import dev.warren.messaging.requests.Answer;
import dev.warren.messaging.requests.Answering;
import dev.warren.messaging.requests.Formats;
import dev.warren.messaging.requests.RequestSettings;
import dev.warren.messaging.requests.Requests;
import dev.warren.messaging.retention.Cleaner;
import dev.warren.messaging.retention.RetentionSettings;
import dev.warren.messaging.tracing.Tracing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.rabbitmq.connect.RabbitConnectionFactoryConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/**
 * Where a service meets the runtime: it brings its decider and its storage, and gets a way in for its commands.
 *
 * <p>Broker and database need not be up: the service starts, says what it waits for, and goes on when they are there.
 */
@Singleton
@Requires(beans = DataSource.class)
public final class Messaging {

    private final RabbitConnectionFactoryConfig rabbit;
    private final MessagingConfiguration configuration;
    private final DeadLetterSettings deadLetterSettings;
    private final RetentionSettings retention;
    private final RequestSettings requestSettings;
    private final DataSource database;
    private final Cleaner cleaner;
    private final MeterRegistry meters;
    private final Tracing tracing;
    private final Clock clock;
    private ServiceRuntime<?, ?, ?, ?, ?> runtime;
    private Participant participant;
    private Links links;
    private Registry registry;
    private DeadLetters deadLetters;
    private Optional<Requests> requests = Optional.empty();
    private Optional<Answering> answering = Optional.empty();

    Messaging(
            RabbitConnectionFactoryConfig rabbit,
            MessagingConfiguration configuration,
            DeadLetterSettings deadLetterSettings,
            RetentionSettings retention,
            RequestSettings requestSettings,
            DataSource database,
            Cleaner cleaner,
            MeterRegistry meters,
            Tracing tracing,
            Clock clock) {
        this.rabbit = rabbit;
        this.configuration = configuration;
        this.deadLetterSettings = deadLetterSettings;
        this.retention = retention;
        this.requestSettings = requestSettings;
        this.database = database;
        this.cleaner = cleaner;
        this.meters = meters;
        this.tracing = tracing;
        this.clock = clock;
        rabbit.setAutomaticRecoveryEnabled(false);
        rabbit.setTopologyRecoveryEnabled(false);
    }

    /** Starts a service that has no effects; see {@link #serve(Participant, Contract, Decider, States, Effects)}. */
    public <E, K extends Comparable<K>, S, I> Commands<I, S> serve(
            Participant participant, Contract<E> contract, Decider<K, S, I, Void> decider, States<K, S, I> states) {
        return start(new Service<>(participant, contract, decider, states, Optional.empty()));
    }

    /**
     * Starts a service in the background and returns at once; to be called once.
     *
     * @return the way in for its commands; they are refused until the database is prepared
     */
    public <E, K extends Comparable<K>, S, I, F> Commands<I, S> serve(
            Participant participant,
            Contract<E> contract,
            Decider<K, S, I, F> decider,
            States<K, S, I> states,
            Effects<I, F> effects) {
        return start(new Service<>(participant, contract, decider, states, Optional.of(effects)));
    }

    private <E, K extends Comparable<K>, S, I, F> Commands<I, S> start(Service<E, K, S, I, F> service) {
        if (runtime != null) {
            throw new IllegalStateException("one process serves one participant, and this one serves already");
        }
        String name = service.participant().name();
        participant = service.participant();
        links = new Links(link(name + " publishes"), link(name + " consumes"));
        var bindings = new Bindings(service.participant(), management(), configuration.bindingsInterval());
        var started = new ServiceRuntime<>(
                service, configuration, database, links, bindings, meters, Machine.real(clock, tracing));
        deadLetters = new DeadLetters(
                service.participant(),
                links.consuming(),
                database,
                started::relay,
                new DeadLetters.Settings(
                        retention.inbox(),
                        deadLetterSettings.redriveRate(),
                        service.contract().privacy()),
                clock);
        Gauge.builder("warren.dead.letters", deadLetters, DeadLetters::parked)
                .description("Messages that could not be handled and wait for somebody to decide")
                .register(meters);
        registry = new Registry(name, links, configuration.registry(), meters, clock);
        runtime = started;
        links.publishing().start();
        links.consuming().start();
        started.start(deadLetters::start);
        registry.start();
        cleaner.start(() -> started.databaseTrouble() == null);
        return started.commands();
    }

    /**
     * Opens the way to ask other services; to be called once, after the service was started.
     *
     * @param formats how questions and answers are written
     */
    public Requests asking(Formats formats) {
        var asking = new Requests(participant.name(), links.publishing(), formats, requestSettings, tracing);
        asking.measure(meters);
        asking.start();
        requests = Optional.of(asking);
        return asking;
    }

    /**
     * Starts to answer requests in the background; to be called once, after the service was started.
     *
     * @param formats how questions and answers are written
     */
    public void answer(Formats formats, List<Answer<?, ?>> answers) {
        var started = new Answering(participant, links, formats, answers, requestSettings, tracing);
        started.measure(meters);
        started.start();
        answering = Optional.of(started);
    }

    /**
     * A reader of the journal on a connection of its own, for the caller to start and to close; the service is started, and its participant
     * {@link Participant#readsJournal() reads it}.
     */
    public JournalReader journal(Start start, int prefetch, Receiver receiver) {
        return new JournalReader(link(participant.name() + " reads the journal"), start, prefetch, receiver);
    }

    private Link link(String name) {
        var threads = Executors.newFixedThreadPool(
                2,
                Thread.ofPlatform()
                        .name(name.replace(' ', '-') + "-", 0)
                        .daemon()
                        .factory());
        List<Address> addresses =
                rabbit.getAddresses().orElseGet(() -> List.of(new Address(rabbit.getHost(), rabbit.getPort())));
        return new Link(name, connection -> rabbit.newConnection(threads, addresses, connection));
    }

    private Optional<Management> management() {
        return Optional.ofNullable(configuration.managementUri())
                .map(uri -> new Management(uri, rabbit.getVirtualHost(), rabbit.getUsername(), rabbit.getPassword()));
    }

    /** The running service, if one was started. */
    public Optional<ServiceRuntime<?, ?, ?, ?, ?>> runtime() {
        return Optional.ofNullable(runtime);
    }

    /** Who is alive, as this instance hears it; empty before a service was started. */
    public Optional<Registry> registry() {
        return Optional.ofNullable(registry);
    }

    /** What could not be handled; empty before a service was started. */
    public Optional<DeadLetters> deadLetters() {
        return Optional.ofNullable(deadLetters);
    }

    /** Leaves the registry, then stops taking messages, finishes those taken, and publishes what was said. */
    @PreDestroy
    void stop() throws InterruptedException {
        if (runtime != null) {
            registry.close();
            if (answering.isPresent()) {
                answering.get().close();
            }
            requests.ifPresent(Requests::close);
            cleaner.close();
            deadLetters.close();
            runtime.stop();
        }
    }
}
