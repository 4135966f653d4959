package dev.warren.system.chaos;

import dev.warren.messaging.Participant;
import dev.warren.system.topology.SystemTopology;
import java.util.List;
import java.util.stream.Stream;

/** What faults can hit, by name. */
final class Target {

    static final List<String> SERVICES =
            SystemTopology.PARTICIPANTS.stream().map(Participant::name).toList();
    /** Joined by {@code +}. */
    static final List<String> GROUPS = List.of(
            "order-service+payment-service",
            "order-service+user-service",
            "payment-service+notification-service",
            String.join("+", SERVICES));

    static final List<String> ALL = List.of("all services");
    static final List<String> BROKER = List.of("broker");
    static final List<String> DATABASE = List.of("database");
    /** The service whose database it is in, and the table. */
    static final List<String> TABLES = SERVICES.stream()
            .flatMap(service -> Stream.of(service + "/inbox", service + "/outbox"))
            .toList();

    static final List<String> PROVIDER = List.of("payment provider");
    static final List<String> MAIL = List.of("mail server");
    /** The queue's service, and what is wrong with the message. */
    static final List<String> POISONS = SERVICES.stream()
            .flatMap(service -> Stream.of(Poison.values()).map(poison -> service + "/" + poison))
            .toList();

    private Target() {}
}
