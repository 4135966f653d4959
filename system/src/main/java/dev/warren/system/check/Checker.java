package dev.warren.system.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Computes every invariant from evidence, by its own reckoning. Pure, thread-safe; takes seconds for a hundred thousand orders. */
public final class Checker {

    /**
     * One part of an invariant.
     *
     * @param needs a part of the evidence that may be absent
     */
    private record Rule(Invariant invariant, Need needs, BiConsumer<Facts, Findings> check) {}

    private record Need(String what, Function<Evidence, Optional<?>> part) {}

    private static final Need NOTHING_MORE = new Need("nothing more", Optional::of);
    private static final Need CALLS = new Need("the clients' own history", Evidence::calls);
    private static final Need BROKER = new Need("the broker's queues and bindings", Evidence::broker);
    private static final Need MAILROOM = new Need("what the mail server saw", Evidence::mailroom);
    private static final Need INSTANCES = new Need("the processes and what the registry shows", Evidence::instances);
    private static final Need RESOURCES = new Need("the resources before and now", Evidence::resources);

    private static final List<Rule> RULES = List.of(
            new Rule(Invariant.I1, CALLS, Clients::answersHold),
            new Rule(Invariant.I2, NOTHING_MORE, Clients::oneOrderPerKey),
            new Rule(Invariant.I2, CALLS, Clients::nobodysOrders),
            new Rule(Invariant.I3, NOTHING_MORE, Sagas::end),
            new Rule(Invariant.I4, NOTHING_MORE, Sagas::steps),
            new Rule(Invariant.I4, NOTHING_MORE, Timelines::complete),
            new Rule(Invariant.I5, NOTHING_MORE, Money::held),
            new Rule(Invariant.I6, NOTHING_MORE, Money::ledger),
            new Rule(Invariant.I7, NOTHING_MORE, Credits::reserved),
            new Rule(Invariant.I7, NOTHING_MORE, Credits::granted),
            new Rule(Invariant.I8, NOTHING_MORE, Money::lateCaptures),
            new Rule(Invariant.I9, NOTHING_MORE, Deadlines::kept),
            new Rule(Invariant.I10, NOTHING_MORE, Deliveries::complete),
            new Rule(Invariant.I11, NOTHING_MORE, Deliveries::once),
            new Rule(Invariant.I12, NOTHING_MORE, Deliveries::parkedIsPoison),
            new Rule(Invariant.I12, BROKER, Deliveries::brokerIsAtRest),
            new Rule(Invariant.I13, NOTHING_MORE, Mails::toldEverybody),
            new Rule(Invariant.I13, MAILROOM, Mails::arrived),
            new Rule(Invariant.I14, CALLS, Clients::neverBackwards),
            new Rule(Invariant.I15, INSTANCES, Processes::registry),
            new Rule(Invariant.I16, RESOURCES, Processes::resources));

    private Checker() {}

    /** Every row that breaks an invariant, invariant by invariant. */
    public static List<Violation> check(Evidence evidence) {
        var facts = new Facts(evidence);
        var violations = new ArrayList<Violation>();
        for (Rule rule : RULES) {
            if (rule.needs().part().apply(evidence).isPresent()) {
                var found = new Findings(rule.invariant());
                rule.check().accept(facts, found);
                violations.addAll(found.all());
            }
        }
        return violations;
    }

    /** The invariants that this evidence cannot tell, or not wholly, and what it lacks. */
    public static Map<Invariant, String> unknown(Evidence evidence) {
        var unknown = new EnumMap<Invariant, String>(Invariant.class);
        for (Rule rule : RULES) {
            if (rule.needs().part().apply(evidence).isEmpty()) {
                unknown.put(rule.invariant(), rule.needs().what());
            }
        }
        return unknown;
    }

    /** How late the latest deadline fired; empty if none did. */
    public static Optional<Duration> latestDeadline(Evidence evidence) {
        return Deadlines.latest(new Facts(evidence));
    }
}
