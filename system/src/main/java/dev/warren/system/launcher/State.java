package dev.warren.system.launcher;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.warren.local.RunningProcess;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code up} has started or found, without any secret. Parts are null until they are there. Immutable.
 *
 * @param services by the label of the instance
 * @param secured whether they ask for tokens
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record State(Broker broker, Database database, Mail mail, Map<String, ServiceRun> services, boolean secured) {
    static final State NOTHING = new State(null, null, null, Map.of(), false);

    /** How the broker came to be there. */
    enum BrokerKind {
        /** Named by WARREN_AMQP_URI; not ours to stop. */
        NAMED,
        /** It was on port 5672 already; not ours to stop. */
        FOUND,
        /** A Docker container of ours. */
        CONTAINER,
        /** The installed RabbitMQ as a private node of ours. */
        NODE
    }

    /** @param process of a private node, otherwise null */
    record Broker(
            BrokerKind kind,
            String host,
            int port,
            String vhost,
            String managementUrl,
            String managementUser,
            RunningProcess process) {
        boolean isOurs() {
            return kind == BrokerKind.CONTAINER || kind == BrokerKind.NODE;
        }
    }

    /**
     * @param urls by service, without credentials
     * @param process of our own server, or null when every URL was given
     */
    record Database(Map<String, String> urls, RunningProcess process) {}

    record Mail(int smtpPort, String url, RunningProcess process) {}

    record ServiceRun(int port, RunningProcess process) {
        String url() {
            return "http://127.0.0.1:" + port;
        }
    }

    State with(Broker newBroker) {
        return new State(newBroker, database, mail, services, secured);
    }

    State with(Database newDatabase) {
        return new State(broker, newDatabase, mail, services, secured);
    }

    State with(Mail newMail) {
        return new State(broker, database, newMail, services, secured);
    }

    State with(Instance instance, ServiceRun run) {
        Map<String, ServiceRun> runs = new LinkedHashMap<>(services);
        runs.put(instance.label(), run);
        return new State(broker, database, mail, runs, secured);
    }

    State asking(boolean forTokens) {
        return new State(broker, database, mail, services, forTokens);
    }

    State without(Instance instance) {
        Map<String, ServiceRun> runs = new LinkedHashMap<>(services);
        runs.remove(instance.label());
        return new State(broker, database, mail, runs, secured);
    }

    /** The instances that were started, by service and number. */
    List<Instance> instances() {
        return services.keySet().stream()
                .map(Instance::of)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Instance::service).thenComparing(Instance::number))
                .toList();
    }

    /** The last start of an instance; null if there was none. */
    ServiceRun run(Instance instance) {
        return services.get(instance.label());
    }

    /** The first instance of a service that runs. */
    Optional<ServiceRun> running(Service service) {
        return instances().stream()
                .filter(instance -> instance.service() == service)
                .filter(this::runs)
                .map(this::run)
                .findFirst();
    }

    /** Whether the process of an instance runs. */
    boolean runs(Instance instance) {
        ServiceRun run = run(instance);
        return run != null && run.process().isAlive();
    }
}
