package dev.warren.system.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a run.
 *
 * @param accepted orders that were
 * @param violations invariants that were broken, row by row, and faults that could not be injected or mended
 */
record Outcome(Plan plan, List<Done> faults, List<Sample> samples, int accepted, List<String> violations) {

    long kinds() {
        return faults.stream().map(done -> done.planned().kind()).distinct().count();
    }

    /** With each fault how long it took to recover from it. */
    List<Done.Recovered> recoveries() {
        var recoveries = new ArrayList<Done.Recovered>();
        for (int n = 0; n < faults.size(); n++) {
            Done fault = faults.get(n);
            Duration until = n + 1 < faults.size()
                    ? faults.get(n + 1).begun()
                    : samples.getLast().at();
            recoveries.add(
                    new Done.Recovered(fault, Recovery.of(samples, plan.ordersPerSecond(), fault.begun(), until)));
        }
        return recoveries;
    }

    @Override
    public String toString() {
        return "orders %d, faults %d of %d kinds, violations %d, seed %d"
                .formatted(accepted, faults.size(), kinds(), violations.size(), plan.seed());
    }
}
