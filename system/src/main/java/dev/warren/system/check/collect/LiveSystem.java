package dev.warren.system.check.collect;

import com.rabbitmq.client.ConnectionFactory;
import dev.warren.local.RabbitAdmin;
import dev.warren.system.check.Mailroom.Mail;
import dev.warren.system.load.Edge;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Where the parts of a running system are found.
 *
 * @param databases a new connection to each service's database
 * @param administrator of the broker, who may read what no service may
 * @param mails what the mail server took
 * @param edges the HTTP edge of each instance, by {@code service@port}
 * @param pids the process of each instance, likewise
 */
public record LiveSystem(
        Databases databases,
        RabbitAdmin admin,
        String vhost,
        ConnectionFactory administrator,
        Supplier<List<Mail>> mails,
        Map<String, Edge> edges,
        Map<String, Long> pids) {

    /** Connections that the caller closes. */
    @FunctionalInterface
    public interface Databases {
        Connection connect(String service) throws SQLException;
    }

    /** A rig whose services run. */
    public static LiveSystem of(Rig rig) {
        return new LiveSystem(
                rig.database()::connect,
                rig.broker().admin(),
                rig.broker().vhost(),
                rig.broker().administrator(),
                new SinkMails(rig.mails().uri()),
                instances(rig, ServiceProcess::edge),
                instances(rig, ServiceProcess::pid));
    }

    private static <T> Map<String, T> instances(Rig rig, Function<ServiceProcess, T> part) {
        return rig.services().stream()
                .filter(ServiceProcess::isAlive)
                .collect(Collectors.toMap(ServiceProcess::instance, part));
    }
}
