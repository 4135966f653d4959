package dev.warren.messaging.tally;

import dev.warren.messaging.MessagingConfiguration;
import dev.warren.messaging.MessagingConfiguration.MigrationsConfiguration;
import dev.warren.messaging.MessagingConfiguration.OutboxConfiguration;
import dev.warren.messaging.MessagingConfiguration.RegistryConfiguration;
import java.time.Duration;

/** Settings under which things happen soon. */
final class TallyConfiguration {

    private static final int CAPACITY = 100_000;
    private static final int MEMORY = 10_000;

    private TallyConfiguration() {}

    static MessagingConfiguration usual() {
        return of(256, 512, CAPACITY, MEMORY);
    }

    /** Small bites, so that several instances share what there is. */
    static MessagingConfiguration batches(int size, int prefetch) {
        return of(size, prefetch, CAPACITY, MEMORY);
    }

    static MessagingConfiguration capacity(int messages) {
        return of(256, 512, messages, MEMORY);
    }

    /** So little memory that most messages wait in the table. */
    static MessagingConfiguration memory(int messages) {
        return of(256, 512, CAPACITY, messages);
    }

    /** A dependency that is down stays so until the clock is set forward. */
    static MessagingConfiguration probing(Duration interval) {
        return of(256, 512, CAPACITY, MEMORY, interval);
    }

    private static MessagingConfiguration of(int batchSize, int prefetch, int capacity, int memory) {
        return of(batchSize, prefetch, capacity, memory, Duration.ofMillis(300));
    }

    private static MessagingConfiguration of(
            int batchSize, int prefetch, int capacity, int memory, Duration probeInterval) {
        return new MessagingConfiguration(
                batchSize,
                prefetch,
                Duration.ofMillis(100),
                16,
                64,
                probeInterval,
                Duration.ofMillis(500),
                null,
                null,
                new OutboxConfiguration(capacity, memory, 1000, Duration.ofSeconds(1), Duration.ofSeconds(5)),
                new RegistryConfiguration(Duration.ofMillis(200), Duration.ofMillis(600)),
                MigrationsConfiguration.BY_APPLICATION);
    }
}
