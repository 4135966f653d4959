package dev.warren.system.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everything measured once.
 *
 * @param closed as many orders as the system takes
 * @param work what was done meanwhile
 * @param limit what the broker confirmed, before and after
 * @param open fixed rates, one after the other
 */
record Run(Measured closed, Work work, Limit limit, List<Measured> open) {

    Stream<Measured> stints() {
        return Stream.concat(Stream.of(closed), open.stream());
    }
}
