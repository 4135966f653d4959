package dev.warren.system.check.collect;

import dev.warren.local.RabbitAdmin;
import dev.warren.messaging.Participant;
import dev.warren.system.check.Traffic.Parked;
import dev.warren.system.topology.SystemTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that is parked: the rows of the services' dead letters, and what still rests in their dead-letter queues. */
final class DeadLetters {

    private static final int MOST = 100_000;

    private DeadLetters() {}

    static List<Parked> of(LiveSystem system) {
        var parked = new ArrayList<Parked>();
        for (Participant participant : SystemTopology.PARTICIPANTS) {
            parked.addAll(inTable(participant, system));
            parked.addAll(inQueue(participant, system));
        }
        return parked;
    }

    private static List<Parked> inTable(Participant participant, LiveSystem system) {
        try (var database = Snapshot.of(participant.name(), system)) {
            return database.count("select count(*) from pg_class where oid = to_regclass('dead_letters')") == 0
                    ? List.of()
                    : database.rows(
                            "select message_id, reason from dead_letters where status = 'PARKED'",
                            row -> new Parked(participant.name(), row.text("message_id"), row.text("reason")));
        }
    }

    /** Looks at the messages and puts them back, which on a quorum queue raises their delivery count and nothing else. */
    private static List<Parked> inQueue(Participant participant, LiveSystem system) {
        var parked = new ArrayList<Parked>();
        var messages = system.admin()
                .post(
                        "queues/%s/%s/get".formatted(RabbitAdmin.encoded(system.vhost()), participant.deadQueue()),
                        Map.of("count", MOST, "ackmode", "ack_requeue_true", "encoding", "base64", "truncate", 0));
        for (var message : messages) {
            var properties = message.path("properties");
            parked.add(new Parked(
                    participant.name(),
                    properties.path("message_id").asText(null),
                    properties.path("headers").path("warren-reason").asText(null)));
        }
        return parked;
    }
}
