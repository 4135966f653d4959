package dev.warren.payments.provider.simulated;

import dev.warren.messaging.retention.AgedRows;
import dev.warren.payments.provider.ProviderTerms;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** A count of failures outlives its key twice over. The ledger itself stays: its books are what captures are checked against. */
@Factory
final class FailureRetention {

    @Singleton
    AgedRows failures(ProviderTerms terms) {
        return AgedRows.deleted(
                "simulated_provider_failures", "last_at", terms.keysValidFor().multipliedBy(2));
    }
}
