package dev.warren.system.simulation;

import dev.warren.system.check.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The clients' record of what they asked and were answered. */
final class Calls {

    private final List<Call> calls = new ArrayList<>();

    void add(String client, Instant askedAt, Call.Request request, Call.Outcome outcome) {
        calls.add(new Call(calls.size() + 1L, client, askedAt, request, outcome));
    }

    List<Call> all() {
        return List.copyOf(calls);
    }
}
