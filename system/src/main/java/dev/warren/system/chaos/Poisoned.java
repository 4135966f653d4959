package dev.warren.system.chaos;

import dev.warren.system.check.Traffic;
import java.util.ArrayList;
import java.util.List;

/** Every bad message that was put in: exactly these have to be among the dead letters in the end. Thread-safe. */
final class Poisoned {
    private final List<Traffic.Poison> all = new ArrayList<>();

    synchronized void add(String service, String messageId) {
        all.add(new Traffic.Poison(service, messageId));
    }

    synchronized List<Traffic.Poison> all() {
        return List.copyOf(all);
    }
}
