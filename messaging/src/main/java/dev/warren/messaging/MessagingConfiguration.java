package dev.warren.messaging;

import dev.warren.messaging.effects.EffectRunner;
import dev.warren.messaging.outbox.Relay;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Settings of the runtime, under {@code messaging}.
 *
 * @param batchSize the most inputs decided about in one transaction, 1 to 10,000
 * @param prefetch deliveries that may be unacknowledged at a time, 1 to 65,535
 * @param deadlineInterval how often passed deadlines are looked for
 * @param effectConcurrency the most effects under way at a time, 1 to 10,000
 * @param effectBacklog the most effects under way and waiting, 2 to 1,000,000; from half of it on no message is taken
 * @param probeInterval time between two calls of a dependency of the effects that is down
 * @param bindingsInterval how often the queue's bindings are made again
 * @param versions types to say in another version than the newest, such as {@code order.placed.v1}; those that others say have no
 *     effect, so all services may be told the same
 * @param managementUri the broker's management API, with which missing bindings are told from present ones; optional
 * @param outbox settings of the outbox
 * @param registry settings of the heartbeats
 * @param migrations who makes the tables
 */
@ConfigurationProperties("messaging")
public record MessagingConfiguration(
        @Bindable(defaultValue = "256") int batchSize,
        @Bindable(defaultValue = "512") int prefetch,
        @Bindable(defaultValue = "200ms") Duration deadlineInterval,
        @Bindable(defaultValue = "64") int effectConcurrency,
        @Bindable(defaultValue = "8192") int effectBacklog,
        @Bindable(defaultValue = "2s") Duration probeInterval,
        @Bindable(defaultValue = "60s") Duration bindingsInterval,
        @Nullable List<String> versions,
        @Nullable URI managementUri,
        OutboxConfiguration outbox,
        RegistryConfiguration registry,
        MigrationsConfiguration migrations) {

    public MessagingConfiguration {
        versions = versions == null ? List.of() : List.copyOf(versions);
        Settings.between("messaging.batch-size", batchSize, 1, 10_000);
        Settings.between("messaging.prefetch", prefetch, 1, 65_535);
        Settings.between("messaging.effect-concurrency", effectConcurrency, 1, 10_000);
        Settings.between("messaging.effect-backlog", effectBacklog, 2, 1_000_000);
        Settings.between("messaging.probe-interval", probeInterval, Duration.ofMillis(10), Duration.ofMinutes(5));
        Settings.between("messaging.deadline-interval", deadlineInterval, Duration.ofMillis(10), Duration.ofMinutes(1));
        Settings.between("messaging.bindings-interval", bindingsInterval, Duration.ofMillis(100), Duration.ofHours(1));
    }

    /** How effects are performed. */
    public EffectRunner.Settings effects() {
        return new EffectRunner.Settings(effectConcurrency, effectBacklog, probeInterval);
    }

    /** How the relay is to work. */
    public Relay.Settings relay() {
        return new Relay.Settings(outbox.memory(), outbox.window(), outbox.confirmTimeout());
    }

    /**
     * Settings of the outbox, under {@code messaging.outbox}.
     *
     * @param capacity messages that may wait for the broker before commands are refused, 1 to 10,000,000
     * @param memory messages held in memory for the relay, 1 to 1,000,000; what does not fit is swept from the table
     * @param window messages in flight between publish and confirm, 1 to 100,000
     * @param claimAge how long a message stays with the instance that stored it before any instance may relay it
     * @param confirmTimeout how long a confirm may take before the channel counts as broken
     */
    @ConfigurationProperties("outbox")
    public record OutboxConfiguration(
            @Bindable(defaultValue = "100000") int capacity,
            @Bindable(defaultValue = "10000") int memory,
            @Bindable(defaultValue = "1000") int window,
            @Bindable(defaultValue = "5s") Duration claimAge,
            @Bindable(defaultValue = "10s") Duration confirmTimeout) {

        public OutboxConfiguration {
            Settings.between("messaging.outbox.capacity", capacity, 1, 10_000_000);
            Settings.between("messaging.outbox.memory", memory, 1, 1_000_000);
            Settings.between("messaging.outbox.window", window, 1, 100_000);
            Settings.between("messaging.outbox.claim-age", claimAge, Duration.ofMillis(100), Duration.ofHours(1));
            Settings.between(
                    "messaging.outbox.confirm-timeout", confirmTimeout, Duration.ofSeconds(1), Duration.ofMinutes(5));
        }
    }

    /**
     * Settings of the heartbeats, under {@code messaging.registry}.
     *
     * @param interval time between two heartbeats of an instance, 50 ms to 10 min
     * @param expiry how long after its last heartbeat an instance counts as gone, twice the interval to 1 h; an instance whose own
     *     interval is longer than a third of it has three of those
     */
    @ConfigurationProperties("registry")
    public record RegistryConfiguration(
            @Bindable(defaultValue = "5s") Duration interval,
            @Bindable(defaultValue = "15s") Duration expiry) {

        private static final Duration LONGEST_EXPIRY = Duration.ofHours(1);

        public RegistryConfiguration {
            Settings.between("messaging.registry.interval", interval, Duration.ofMillis(50), Duration.ofMinutes(10));
            // With less, one heartbeat that is late would end an instance.
            if (expiry.compareTo(interval.multipliedBy(2)) < 0 || expiry.compareTo(LONGEST_EXPIRY) > 0) {
                throw new IllegalArgumentException(
                        "messaging.registry.expiry must be at least twice messaging.registry.interval (%s), and %s at most, but was %s"
                                .formatted(interval, LONGEST_EXPIRY, expiry));
            }
        }
    }
    /**
     * Who makes the tables, under {@code messaging.migrations}.
     *
     * @param username the role that owns the database of {@code datasources.default}; without it that data source's own role makes
     *     the tables, or finds them up to date
     * @param password the owner's
     * @param byOwnerOnly whether the service stays unready while the role of {@code datasources.default} could make or change tables
     */
    @ConfigurationProperties("migrations")
    public record MigrationsConfiguration(
            @Nullable String username,
            @Nullable String password,
            @Bindable(defaultValue = "false") boolean byOwnerOnly) {

        /** Everything by the role of {@code datasources.default}. */
        public static final MigrationsConfiguration BY_APPLICATION = new MigrationsConfiguration(null, null, false);

        public MigrationsConfiguration {
            if (username == null && password != null) {
                throw new IllegalArgumentException(
                        "messaging.migrations.username must name the role that owns the database but was not set beside"
                                + " messaging.migrations.password");
            }
        }

        @Override
        public String toString() {
            return "tables made by %s".formatted(username == null ? "the application's role" : username);
        }
    }
}
