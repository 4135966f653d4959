package dev.warren.system.simulation;

import dev.warren.messaging.MessagingConfiguration;
import dev.warren.messaging.MessagingConfiguration.MigrationsConfiguration;
import dev.warren.messaging.MessagingConfiguration.OutboxConfiguration;
import dev.warren.messaging.MessagingConfiguration.RegistryConfiguration;
import dev.warren.orders.saga.Deadlines;
import dev.warren.payments.provider.ProviderTerms;
import java.time.Duration;

/**
 * What a world is like before anything happens in it.
 *
 * @param users how many register; one more never does
 * @param orders how many are placed
 * @param instances of each service
 * @param chaos how many steps things may go wrong for
 * @param batchSize the most inputs of one transaction
 */
record Setting(
        int users, int orders, int instances, int chaos, int batchSize, Deadlines deadlines, Duration addressDeadline) {

    private static final int MOST_ORDERS = 6;

    static final ProviderTerms PROVIDER = new ProviderTerms(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofSeconds(4),
            Duration.ofHours(23));

    static Setting by(Chance chance) {
        int orders = 1 + chance.below(MOST_ORDERS);
        return new Setting(
                1 + chance.below(2),
                orders,
                1 + chance.below(2),
                60 + orders * (10 + chance.below(120)),
                1 + chance.below(8),
                new Deadlines(
                        Duration.ofMillis(200 + chance.millis(5_000)), Duration.ofMillis(200 + chance.millis(8_000))),
                Duration.ofMinutes(5));
    }

    MessagingConfiguration messaging() {
        return new MessagingConfiguration(
                batchSize,
                8,
                Duration.ofMillis(200),
                4,
                64,
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                null,
                null,
                new OutboxConfiguration(100_000, 100, 8, Duration.ofSeconds(5), Duration.ofSeconds(10)),
                new RegistryConfiguration(Duration.ofSeconds(5), Duration.ofSeconds(15)),
                MigrationsConfiguration.BY_APPLICATION);
    }
}
