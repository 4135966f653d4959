package dev.warren.system.check;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything a check needs to know of one run, of the real system or of a simulated one, taken when it was quiet. What nobody
 * can tell is absent, and then {@link Checker#unknown} names the invariants that cannot be computed. Immutable.
 *
 * @param calls what the clients asked and were answered, in the order of asking: all of them, from the system's first order on
 */
public record Evidence(
        Instant takenAt,
        Limits limits,
        Optional<List<Call>> calls,
        Books books,
        Traffic traffic,
        Optional<Broker> broker,
        Optional<Mailroom> mailroom,
        Optional<Instances> instances,
        Optional<List<Resource>> resources) {

    public Evidence {
        calls = calls.map(List::copyOf);
        resources = resources.map(List::copyOf);
    }

    /** The same, if what the mail server shows is not all it took. */
    public Evidence withoutMailroom() {
        return new Evidence(takenAt, limits, calls, books, traffic, broker, Optional.empty(), instances, resources);
    }
}
