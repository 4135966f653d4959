package dev.warren.local;

import java.net.URI;

/** A vhost of its own for one test class, on the broker of this JVM. It is deleted when the JVM ends. Immutable. */
public record TestVhost(String name, TestBroker broker) implements AutoCloseable {

    public String host() {
        return broker.host();
    }

    public int port() {
        return broker.port();
    }

    /** A user with all rights on the vhost. */
    public String user() {
        return broker.admin().user();
    }

    public String password() {
        return broker.admin().password();
    }

    /** {@code amqp://user:password@host:port/vhost} */
    public URI amqpUri() {
        return URI.create("amqp://" + RabbitAdmin.encoded(user()) + ":" + RabbitAdmin.encoded(password()) + "@" + host()
                + ":" + port() + "/" + RabbitAdmin.encoded(name));
    }

    public RabbitAdmin admin() {
        return broker.admin();
    }

    /** Deletes the vhost now, with everything in it and its connections. */
    @Override
    public void close() {
        broker.admin().deleteVhost(name);
    }
}
