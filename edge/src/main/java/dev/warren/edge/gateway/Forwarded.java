package dev.warren.edge.gateway;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Tells the owner of a path who asked, and for which host (RFC 7239). Pure. */
final class Forwarded {

    static final String HEADER = "Forwarded";

    private Forwarded() {}

    static String of(HttpRequest<?> request) {
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return "for=%s%s;proto=%s"
                .formatted(
                        node(request.getRemoteAddress().getAddress()),
                        host == null ? "" : ";host=" + quoted(host),
                        request.isSecure() ? "https" : "http");
    }

    private static String node(InetAddress address) {
        if (address == null) {
            return "unknown";
        }
        // Without the zone, which means nothing elsewhere.
        String text = address.getHostAddress().replaceFirst("%.*", "");
        return address instanceof Inet6Address ? "\"[" + text + "]\"" : text;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
