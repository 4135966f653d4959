package dev.warren.messaging.tally;

import dev.warren.messaging.MessagingConfiguration;
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

    private static MessagingConfiguration of(int batchSize, int prefetch, int capacity, int memory) {
        return new MessagingConfiguration(
                batchSize,
                prefetch,
                Duration.ofMillis(100),
                16,
                Duration.ofMillis(500),
                null,
                new OutboxConfiguration(capacity, memory, 1000, Duration.ofSeconds(1), Duration.ofSeconds(5)),
                new RegistryConfiguration(Duration.ofMillis(200), Duration.ofMillis(600)));
    }
}
