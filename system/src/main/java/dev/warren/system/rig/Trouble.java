package dev.warren.system.rig;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** What befalls the data that passes through a {@link TcpProxy}. Thread-safe: every connection has two threads of its own. */
@FunctionalInterface
public interface Trouble {

    enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    enum Fate {
        PASSES,
        /** This piece and everything after it in this direction is swallowed; nobody is told, as behind a dead router. */
        GOES_DARK,
        /** This piece is lost and both ends see a reset. */
        BREAKS
    }

    Trouble NONE = (direction, piece) -> Fate.PASSES;

    /** Decides about a piece of data, in pieces as they come; may block to delay it. */
    Fate befalls(Direction direction, byte[] piece) throws InterruptedException;

    /** Every piece waits for at least the delay, and up to the jitter longer. */
    static Trouble delay(Duration delay, Duration jitter, RandomGenerator random) {
        return (direction, piece) -> {
            Thread.sleep(delay.plusNanos(random.nextLong(jitter.toNanos() + 1)));
            return Fate.PASSES;
        };
    }

    /** A half-open connection: one direction is dead, and nobody is told. */
    static Trouble halfOpen(Direction dead) {
        return (direction, piece) -> direction == dead ? Fate.GOES_DARK : Fate.PASSES;
    }

    /** The server has done it, and its reply never arrives: the connection breaks at the first reply like this. */
    static Trouble lostReply(Reply reply) {
        return (direction, piece) -> direction == Direction.TO_CLIENT && reply.isIn(piece) ? Fate.BREAKS : Fate.PASSES;
    }

    /** The same, but the connection stays open and mute. */
    static Trouble swallowedReply(Reply reply) {
        return (direction, piece) ->
                direction == Direction.TO_CLIENT && reply.isIn(piece) ? Fate.GOES_DARK : Fate.PASSES;
    }
}
