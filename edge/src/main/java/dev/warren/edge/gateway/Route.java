package dev.warren.edge.gateway;

import io.micronaut.http.uri.UriMatchTemplate;
import java.util.Comparator;

/** One path, or many of a kind, that a service answers. */
record Route(String service, String text, UriMatchTemplate template) {

    /** Literal text counts more than variables: {@code /orders/export} is asked before {@code /orders/{id}}. */
    static final Comparator<Route> MOST_SPECIFIC_FIRST =
            Comparator.comparing(Route::template).thenComparing(Route::text).thenComparing(Route::service);

    static Route of(String service, String text) {
        return new Route(service, text, UriMatchTemplate.of(text));
    }

    /** @param path as it was asked for, not decoded */
    boolean matches(String path) {
        return template.tryMatch(path) != null;
    }
}
