package dev.warren.messaging.tally;

import static dev.warren.messaging.Decision.become;
import static dev.warren.messaging.Decision.contradiction;
import static dev.warren.messaging.Decision.ignore;

import dev.warren.messaging.Decider;
import dev.warren.messaging.Decision;
import dev.warren.messaging.tally.TallyEvent.Asked;
import dev.warren.messaging.tally.TallyEvent.Counted;
import dev.warren.messaging.tally.TallyInput.Add;
import dev.warren.messaging.tally.TallyInput.AddLater;
import dev.warren.messaging.tally.TallyInput.AddUnknown;
import dev.warren.messaging.tally.TallyInput.NumberFound;
import dev.warren.messaging.tally.TallyInput.TimePassed;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Adds up. Zero is a contradiction and a negative amount an error, so that tests have both. */
final class TallyDecider implements Decider<UUID, Tally, TallyInput, TallyDecider.FindNumber> {

    /** An amount at which the process dies, if it was started with {@code -Dtally.mortal=true}. */
    static final int DEADLY = 666;

    /** An amount that cannot be added to a tally in bad times. */
    static final int UNLUCKY = 13;

    /** Tallies that have bad times now, in this process. */
    static final Set<UUID> IN_BAD_TIMES = ConcurrentHashMap.newKeySet();

    record FindNumber(UUID tally) {}

    @Override
    public TallyInput hear(Object event, long sequence) {
        var asked = (Asked) event;
        return new Add(asked.tally(), asked.amount());
    }

    @Override
    public UUID key(TallyInput input) {
        return input.tally();
    }

    @Override
    public Decision<Tally, FindNumber> decide(Tally state, TallyInput input, Instant now) {
        var tally = state == null ? new Tally(input.tally(), 0, 0, null) : state;
        return switch (input) {
            case Add add when add.amount() == 0 -> contradiction("nothing to add to tally " + add.tally());
            case Add add
            when add.amount() < 0 -> throw new IllegalStateException("a tally never shrinks: " + add.amount());
            case Add add
            when add.amount() == UNLUCKY && IN_BAD_TIMES.contains(add.tally()) ->
                throw new IllegalStateException("not in these times");
            case Add add when add.amount() == DEADLY && Boolean.getBoolean("tally.mortal") -> throw die();
            case Add add -> count(tally, add.amount(), tally.deadline(), now);
            case AddLater later ->
                become(new Tally(tally.id(), tally.total(), tally.version(), now.plus(later.after())));
            case TimePassed passed
            when tally.deadline() == null || tally.deadline().isAfter(now) -> ignore();
            case TimePassed passed -> count(tally, 1, null, now);
            case AddUnknown unknown -> Decision.<Tally, FindNumber>become(tally).perform(new FindNumber(tally.id()));
            case NumberFound found -> count(tally, found.number(), tally.deadline(), now);
        };
    }

    private static IllegalStateException die() {
        Runtime.getRuntime().halt(DEADLY % 256);
        return new IllegalStateException("nobody gets here");
    }

    private static Decision<Tally, FindNumber> count(Tally tally, int amount, Instant deadline, Instant now) {
        var next = new Tally(tally.id(), tally.total() + amount, tally.version() + 1, deadline);
        return Decision.<Tally, FindNumber>become(next).say(new Counted(next.id(), next.total()), next.version(), now);
    }
}
