package dev.warren.edge.security;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Keeps an unsecured service from being reached by other machines. */
@Context
final class LoopbackOnly {

    /** @throws ConfigurationException {@code UNSECURED_ADDRESS}: ends the start before the service listens */
    LoopbackOnly(Callers callers, @Value("${micronaut.server.host:}") String host) {
        if (!callers.areKnown() && !isLoopback(host)) {
            throw new ConfigurationException(
                    "UNSECURED_ADDRESS: without security a service listens on loopback only but micronaut.server.host was \"%s\":"
                                    .formatted(host)
                            + " set micronaut.security.enabled=true and edge.security.secret-file, or listen on 127.0.0.1");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return !host.isBlank() && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
