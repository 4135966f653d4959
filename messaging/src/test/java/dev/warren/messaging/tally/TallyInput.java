package dev.warren.messaging.tally;

import java.time.Duration;
import java.util.UUID;

/** What a tally can be told. */
sealed interface TallyInput {

    UUID tally();

    record Add(UUID tally, int amount) implements TallyInput {}

    /** Adds one when the time has passed. */
    record AddLater(UUID tally, Duration after) implements TallyInput {}

    record TimePassed(UUID tally) implements TallyInput {}

    /** Asks somebody outside for a number. */
    record AddUnknown(UUID tally) implements TallyInput {}

    record NumberFound(UUID tally, int number) implements TallyInput {}
}
