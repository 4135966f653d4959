package dev.warren.system.chaos;

import dev.warren.system.rig.Reply;
import dev.warren.system.rig.TcpProxy;
import dev.warren.system.rig.Trouble;
import dev.warren.system.rig.Trouble.Direction;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What happens between a service and what it depends on. */
record NetworkFaults(RandomGenerator random) {
    private static final Duration DELAY = Duration.ofMillis(30);
    private static final Duration JITTER = Duration.ofMillis(120);

    Fault slow(TcpProxy proxy) {
        return trouble(proxy, Trouble.delay(DELAY, JITTER, random));
    }

    Fault cut(TcpProxy proxy) {
        return new Fault(proxy::cut, proxy::heal);
    }

    Fault reset(TcpProxy proxy) {
        return new Fault(proxy::reset, Fault.NOTHING);
    }

    Fault halfOpen(TcpProxy proxy, Direction dead) {
        return trouble(proxy, Trouble.halfOpen(dead));
    }

    Fault lost(TcpProxy proxy, Reply reply) {
        return trouble(proxy, Trouble.lostReply(reply));
    }

    Fault swallowed(TcpProxy proxy, Reply reply) {
        return trouble(proxy, Trouble.swallowedReply(reply));
    }

    private static Fault trouble(TcpProxy proxy, Trouble trouble) {
        return new Fault(() -> proxy.trouble(trouble), proxy::heal);
    }
}
