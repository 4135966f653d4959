package dev.warren.edge.gateway;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpHeaders;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which headers travel on (RFC 9110 §7.6.1): all but those that are about one connection. Pure. */
final class Headers {

    private static final Set<String> OF_ONE_CONNECTION = caseless(
            "Connection",
            "Keep-Alive",
            "Proxy-Authenticate",
            "Proxy-Authorization",
            "Proxy-Connection",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade");

    private Headers() {}

    /** Copies those that travel on and are not said anew. */
    static void pass(HttpHeaders from, MutableHttpHeaders to, Set<String> saidAnew) {
        Set<String> named = caseless(from.getAll(HttpHeaders.CONNECTION).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::trim)
                .toArray(String[]::new));
        Predicate<String> stays =
                name -> OF_ONE_CONNECTION.contains(name) || named.contains(name) || saidAnew.contains(name);
        from.names().stream()
                .filter(stays.negate())
                .forEach(name -> from.getAll(name).forEach(value -> to.add(name, value)));
    }

    static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Stream.of(names).filter(name -> !name.isEmpty()).forEach(set::add);
        return set;
    }
}
