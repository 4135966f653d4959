package dev.warren.payments;

import dev.warren.payments.provider.ProviderTerms;
import java.time.Instant;

/**
 * A call to the provider whose outcome is not certain yet.
 *
 * @param since when it was asked for first
 * @param attempts how many calls ended without a certain outcome
 * @param deadline when to ask again with the same key, unless the outcome is known by then
 */
public record Asking(Instant since, int attempts, Instant deadline) {

    static Asking first(Instant now, ProviderTerms terms) {
        return new Asking(now, 0, now.plus(terms.callWindow()));
    }

    Asking again(Instant now, ProviderTerms terms) {
        return new Asking(since, attempts, now.plus(terms.callWindow()));
    }

    Asking afterUnknown(Instant now, ProviderTerms terms) {
        return new Asking(since, attempts + 1, now.plus(terms.backOff(attempts + 1)));
    }

    /** From then on the provider may have forgotten the key. */
    Instant validUntil(ProviderTerms terms) {
        return since.plus(terms.keysValidFor());
    }
}
