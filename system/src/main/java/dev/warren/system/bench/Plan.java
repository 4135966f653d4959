package dev.warren.system.bench;

import java.time.Duration;
import java.util.List;

/**
 * What is measured.
 *
 * @param warmUp orders that do not count
 * @param orders in the closed loop
 * @param connections how many clients there are at a time
 * @param rates orders a second of each open loop
 * @param lasting how long an open loop lasts
 * @param limitFor how long PerfTest lasts, each time
 * @param runs how often everything is measured
 */
public record Plan(
        int warmUp, int orders, int connections, List<Integer> rates, Duration lasting, Duration limitFor, int runs) {}
