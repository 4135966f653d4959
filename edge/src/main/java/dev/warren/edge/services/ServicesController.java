package dev.warren.edge.services;

import dev.warren.edge.paging.Page;
import dev.warren.edge.problem.ProblemException;
import dev.warren.edge.security.Roles;
import dev.warren.messaging.registry.Instance;
import dev.warren.messaging.registry.Instance.State;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** Answers who is alive. Never blocks: what is known is in memory. */
@Controller("/services")
@Secured(Roles.OPERATOR)
final class ServicesController {

    private final LiveInstances instances;

    ServicesController(LiveInstances instances) {
        this.instances = instances;
    }

    /** Every live instance of every service, as its heartbeats tell. */
    @Get
    Page<LiveInstance> services() {
        return Page.all(those(instance -> true));
    }

    /** The live instances of one service. */
    @Get("/{name}")
    Page<LiveInstance> instances(String name) {
        List<LiveInstance> found = those(instance -> instance.service().equals(name));
        if (found.isEmpty()) {
            throw ProblemException.notFound("live instance of the service", name);
        }
        return Page.all(found);
    }

    private List<LiveInstance> those(Predicate<Instance> wanted) {
        return instances.all().stream().filter(wanted).map(LiveInstance::of).toList();
    }

    /** As the caller sees it. */
    @Introspected
    record LiveInstance(
            String name,
            UUID id,
            String address,
            int port,
            String version,
            Instant startedAt,
            Instant lastSeen,
            State state) {

        static LiveInstance of(Instance heard) {
            return new LiveInstance(
                    heard.service(),
                    heard.id(),
                    heard.address(),
                    heard.port(),
                    heard.version(),
                    heard.startedAt(),
                    heard.lastSeen(),
                    heard.state());
        }
    }
}
