package dev.warren.system.chaos;

import java.time.Duration;

/**
 * How far the orders were at one moment.
 *
 * @param at since the start of the load
 * @param accepted by the clients' count
 * @param ended confirmed or cancelled, by the database's
 */
record Sample(Duration at, long accepted, long ended) {}
