package dev.warren.messaging.tally;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.warren.local.TestDatabase;
import dev.warren.messaging.broker.Bindings.Management;
import dev.warren.messaging.broker.Link;
import java.net.URI;
import java.util.List;

/** Everything needed to reach broker and database, as plain text: another process gets it on its command line. */
public record Surroundings(
        String host,
        int port,
        String vhost,
        String user,
        String password,
        String managementUri,
        String jdbcUrl,
        String jdbcUser,
        String jdbcPassword) {

    /** The same, with the broker behind a door. */
    public Surroundings withBroker(Doorway door) {
        return new Surroundings(
                "127.0.0.1", door.port(), vhost, user, password, managementUri, jdbcUrl, jdbcUser, jdbcPassword);
    }

    Surroundings withDatabase(Doorway door) {
        String url = jdbcUrl.replaceFirst("//127\\.0\\.0\\.1:\\d+/", "//127.0.0.1:" + door.port() + "/");
        return new Surroundings(host, port, vhost, user, password, managementUri, url, jdbcUser, jdbcPassword);
    }

    Surroundings with(TestDatabase database) {
        return new Surroundings(
                host,
                port,
                vhost,
                user,
                password,
                managementUri,
                database.jdbcUrl(),
                database.owner(),
                database.password());
    }

    Surroundings withLogin(String name, String secret) {
        return new Surroundings(host, port, vhost, name, secret, managementUri, jdbcUrl, jdbcUser, jdbcPassword);
    }

    /** A door in front of the broker; it stands open. */
    public Doorway brokerDoor() {
        return new Doorway(host, port);
    }

    Doorway databaseDoor() {
        URI address = URI.create(jdbcUrl.substring("jdbc:".length()));
        return new Doorway(address.getHost(), address.getPort());
    }

    public ConnectionFactory connectionFactory() {
        var factory = new ConnectionFactory();
        factory.setHost(host);
        factory.setPort(port);
        factory.setVirtualHost(vhost);
        factory.setUsername(user);
        factory.setPassword(password);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout(2000);
        factory.setHandshakeTimeout(5000);
        return factory;
    }

    /** A link to the broker; not started. */
    public Link link(String name) {
        var factory = connectionFactory();
        return new Link(name, connection -> factory.newConnection(List.of(new Address(host, port)), connection));
    }

    Management management() {
        return new Management(URI.create(managementUri), vhost, user, password);
    }

    HikariDataSource database() {
        var config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(jdbcUser);
        config.setPassword(jdbcPassword);
        config.setMaximumPoolSize(4);
        config.setConnectionTimeout(1000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
