package dev.warren.edge.gateway;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the owner of a path who asked, and for which host (RFC 7239). Pure. */
public final class Forwarded {

    static final String HEADER = "Forwarded";

    private static final Pattern FOR = Pattern.compile("for=\"?\\[?([0-9A-Fa-f.:]+)[]\";].*");

    private Forwarded() {}

    static String of(HttpRequest<?> request) {
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return "for=%s%s;proto=%s"
                .formatted(
                        node(request.getRemoteAddress().getAddress()),
                        host == null ? "" : ";host=" + quoted(host),
                        request.isSecure() ? "https" : "http");
    }

    /**
     * The address that a gateway was asked from, as it says itself. To be believed only of a gateway that is known: anybody can send such
     * a header.
     *
     * @return empty if it does not say
     */
    public static Optional<String> client(HttpHeaders headers) {
        List<String> hops = headers.getAll(HEADER);
        // What the client itself has sent comes before what the gateway adds.
        return hops.isEmpty()
                ? Optional.empty()
                : Optional.of(FOR.matcher(hops.getLast()))
                        .filter(Matcher::matches)
                        .map(it -> it.group(1));
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
