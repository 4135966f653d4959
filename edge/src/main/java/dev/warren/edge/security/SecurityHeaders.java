package dev.warren.edge.security;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Tells browsers and caches to do nothing with an answer but show it to whoever asked, unless its controller says otherwise. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SecurityHeaders implements Ordered {

    @ResponseFilter
    void add(MutableHttpResponse<?> response) {
        MutableHttpHeaders headers = response.getHeaders();
        setUnlessThere(headers, "X-Content-Type-Options", "nosniff");
        setUnlessThere(headers, "Referrer-Policy", "no-referrer");
        setUnlessThere(headers, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        setUnlessThere(headers, HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static void setUnlessThere(MutableHttpHeaders headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
