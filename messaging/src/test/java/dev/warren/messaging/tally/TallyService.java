package dev.warren.messaging.tally;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.warren.messaging.Commands;
import dev.warren.messaging.MessagingConfiguration;
import dev.warren.messaging.MessagingConfiguration.OutboxConfiguration;
import dev.warren.messaging.MessagingConfiguration.RegistryConfiguration;
import dev.warren.messaging.Participant;
import dev.warren.messaging.batch.ServiceRuntime;
import dev.warren.messaging.batch.ServiceRuntime.Service;
import dev.warren.messaging.broker.Bindings;
import dev.warren.messaging.broker.Bindings.Management;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.broker.Links;
import dev.warren.messaging.topology.Definitions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One instance of the tally service on a real broker and a real database. */
final class TallyService implements AutoCloseable {

    static final Participant TALLY = new Participant("tally-service", "tally", Set.of("asker.asked.v1"));

    /** Hears what the tally says, so that tests can read its queue. */
    static final Participant WITNESS = new Participant("witness-service", "witness", Set.of("tally.counted.v1"));

    /** Everything needed to reach broker and database, as plain text: another process gets it on its command line. */
    record Surroundings(
            String host,
            int port,
            String vhost,
            String user,
            String password,
            String managementUri,
            String jdbcUrl,
            String jdbcUser,
            String jdbcPassword) {

        ConnectionFactory connectionFactory() {
            var factory = new ConnectionFactory();
            factory.setHost(host);
            factory.setPort(port);
            factory.setVirtualHost(vhost);
            factory.setUsername(user);
            factory.setPassword(password);
            factory.setAutomaticRecoveryEnabled(false);
            factory.setConnectionTimeout(2000);
            return factory;
        }

        HikariDataSource database() {
            var config = new HikariConfig();
            config.setJdbcUrl(jdbcUrl);
            config.setUsername(jdbcUser);
            config.setPassword(jdbcPassword);
            config.setMaximumPoolSize(4);
            config.setConnectionTimeout(1000);
            config.setInitializationFailTimeout(-1);
            return new HikariDataSource(config);
        }
    }

    final ServiceRuntime<TallyEvent, UUID, Tally, TallyInput, TallyDecider.FindNumber> runtime;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Links links;
    private final HikariDataSource database;

    TallyService(Surroundings surroundings) {
        database = surroundings.database();
        links = new Links(link("publishes", surroundings), link("consumes", surroundings));
        var management = new Management(
                URI.create(surroundings.managementUri()),
                surroundings.vhost(),
                surroundings.user(),
                surroundings.password());
        runtime = new ServiceRuntime<>(
                new Service<>(
                        TALLY, TallyEvent.CONTRACT, new TallyDecider(), new Tallies(), Optional.of(TallyService::find)),
                CONFIGURATION,
                database,
                links,
                new Bindings(TALLY, Optional.of(management)),
                meters,
                Clock.systemUTC());
    }

    static final MessagingConfiguration CONFIGURATION = new MessagingConfiguration(
            256,
            512,
            Duration.ofMillis(100),
            16,
            Duration.ofMillis(500),
            null,
            new OutboxConfiguration(100_000, 10_000, 1000, Duration.ofSeconds(1), Duration.ofSeconds(5)),
            new RegistryConfiguration(Duration.ofMillis(200), Duration.ofMillis(600)));

    /** The outside world knows one number. */
    private static TallyInput find(TallyDecider.FindNumber effect) {
        return new TallyInput.NumberFound(effect.tally(), 42);
    }

    TallyService start() {
        links.publishing().start();
        links.consuming().start();
        runtime.start();
        return this;
    }

    Commands<TallyInput, Tally> commands() {
        return runtime.commands();
    }

    static String definitions(String vhost) {
        return Definitions.of(vhost, List.of(TALLY, WITNESS), Set.of("asker.asked.v1", "tally.counted.v1"), Set.of());
    }

    private static Link link(String name, Surroundings surroundings) {
        var factory = surroundings.connectionFactory();
        return new Link(
                name,
                connection -> factory.newConnection(
                        List.of(new Address(surroundings.host(), surroundings.port())), connection));
    }

    @Override
    public void close() throws InterruptedException {
        runtime.stop();
        database.close();
    }
}
