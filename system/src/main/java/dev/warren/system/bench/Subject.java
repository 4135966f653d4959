package dev.warren.system.bench;

import dev.warren.system.check.collect.LiveSystem;
import dev.warren.system.load.Edge;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The system that is measured.
 *
 * @param front where orders are placed
 * @param token what the clients show, if the system asks for tokens
 * @param users where users are registered
 * @param channel how people are told of their orders
 * @param live its databases, broker and edges
 * @param pids its processes, by the names under which their CPU time is told
 * @param figuresAge how old the figures of its broker may be
 */
public record Subject(
        URI front,
        Optional<String> token,
        Edge users,
        String channel,
        LiveSystem live,
        Map<String, Long> pids,
        Duration figuresAge) {}
