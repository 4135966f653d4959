package dev.warren.edge.gateway;

import io.micronaut.http.uri.UriMatchTemplate;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One path, or many of a kind, that a service answers. */
record Route(String service, String text, UriMatchTemplate template) {

    /** Literal text counts more than variables: {@code /orders/export} is asked before {@code /orders/{id}}. */
    static final Comparator<Route> MOST_SPECIFIC_FIRST = Comparator.comparing(Route::template);

    private static final Logger log = LoggerFactory.getLogger(Route.class);

    /** @return empty if the text is no template; the service's other routes are none the worse */
    static Optional<Route> of(String service, String text) {
        try {
            return Optional.of(new Route(service, text, UriMatchTemplate.of(text)));
        } catch (IllegalArgumentException none) {
            log.warn("{} announces a path that is none, and is not asked for it: {}", service, none.getMessage());
            return Optional.empty();
        }
    }

    /** @param path as it was asked for, not decoded */
    boolean matches(String path) {
        return template.tryMatch(path) != null;
    }
}
