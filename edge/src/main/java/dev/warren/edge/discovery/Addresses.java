package dev.warren.edge.discovery;

import dev.warren.messaging.registry.Instance;
import java.net.URI;

/** Where instances are reached. */
public final class Addresses {

    private Addresses() {}

    /** For example {@code http://127.0.0.1:8080}. */
    public static URI of(Instance instance) {
        return URI.create("http://" + authority(instance.address(), instance.port()));
    }

    /** An IPv6 address stands in brackets. */
    private static String authority(String address, int port) {
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }
}
