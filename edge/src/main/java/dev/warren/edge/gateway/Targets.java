package dev.warren.edge.gateway;

import dev.warren.edge.discovery.Instances;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Finds out where a request belongs that this service does not answer itself. Never blocks. Thread-safe. */
@Singleton
final class Targets {

    private static final String SERVICES = "/services/";

    private final Instances instances;
    private final AtomicReference<Routes> routes = new AtomicReference<>(Routes.NONE);

    Targets(Instances instances) {
        this.instances = instances;
    }

    /** @return empty if it belongs to nobody */
    Optional<Target> find(HttpRequest<?> request) {
        URI asked = request.getUri();
        String path = asked.getRawPath();
        String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        Routes known = routes();
        return path.startsWith(SERVICES)
                ? named(known, path.substring(SERVICES.length()), query)
                : known.find(path)
                        .map(route -> new Target(
                                route.service(), instance -> instance.routes().contains(route.text()), path + query));
    }

    /** @param path of the form {@code name/what/is/asked/there} */
    private static Optional<Target> named(Routes known, String path, String query) {
        int slash = path.indexOf('/');
        if (slash < 0 || !known.knows(path.substring(0, slash))) {
            return Optional.empty();
        }
        return Optional.of(new Target(path.substring(0, slash), instance -> true, path.substring(slash) + query));
    }

    private Routes routes() {
        var live = instances.all();
        Routes last = routes.get();
        return last.areOf(live) ? last : routes.updateAndGet(known -> known.areOf(live) ? known : known.after(live));
    }
}
