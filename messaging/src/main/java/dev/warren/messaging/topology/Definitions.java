package dev.warren.messaging.topology;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.messaging.Participant;
import dev.warren.messaging.retry.Rung;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * RabbitMQ definitions (management API, {@code /api/definitions}) for a set of participants: exchanges, queues, bindings, policies, and
 * per participant one user with the least rights it needs. Passwords are not part of them. Pure.
 */
public final class Definitions {

    /** A stream with every event that may be kept: read by the live feed and by replay. */
    public static final String JOURNAL = "events.journal";

    /** Fanout exchange for heartbeats. */
    public static final String REGISTRY = "registry";

    /** Direct exchange for requests, by their type. */
    public static final String REQUESTS = "requests";

    /** Direct exchange for replies, by the name of the caller's queue. */
    public static final String REPLIES = "replies";

    /** No caller waits longer, whatever its own deadline says. */
    private static final long LONGEST_REQUEST_MILLIS = 60_000;

    private static final int MOST_REQUESTS = 10_000;

    /** A low limit would destroy healthy messages of a crashing neighbour; none at all parks at the first return on 3.10. */
    private static final int DELIVERY_LIMIT = 1_000_000_000;

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectNode root = json.createObjectNode();
    private final String vhost;

    private Definitions(String vhost) {
        this.vhost = vhost;
    }

    /**
     * Everything that the participants need.
     *
     * @param spoken every event type that may be said; those of speakers outside {@code participants} get their exchange too
     * @param personal types with personal data: kept out of the journal
     * @return JSON, indented, in a stable order
     */
    public static String of(String vhost, List<Participant> participants, Set<String> spoken, Set<String> personal) {
        return new Definitions(vhost).build(participants, spoken, personal);
    }

    private String build(List<Participant> participants, Set<String> spoken, Set<String> personal) {
        root.putArray("vhosts").addObject().put("name", vhost);
        var users = root.putArray("users");
        var permissions = root.putArray("permissions");
        var exchanges = root.putArray("exchanges");
        var queues = root.putArray("queues");
        var bindings = root.putArray("bindings");
        var policies = root.putArray("policies");

        speakers(participants, spoken).forEach(exchange -> exchange(exchanges, exchange, "topic"));
        exchange(exchanges, REGISTRY, "fanout");
        exchange(exchanges, REQUESTS, "direct");
        exchange(exchanges, REPLIES, "direct");
        queue(queues, JOURNAL, "stream");
        policy(policies, "journal", "^events\\.journal$")
                .put("max-length-bytes", 5_000_000_000L)
                .put("max-age", "7D");
        for (String type : new TreeSet<>(spoken)) {
            if (!personal.contains(type)) {
                binding(bindings, type.substring(0, type.indexOf('.')) + ".events", JOURNAL, type);
            }
        }
        for (Participant participant : participants) {
            user(users, participant);
            permission(permissions, participant);
            exchange(exchanges, participant.ownExchange(), "direct");
            queue(queues, participant.queue(), "quorum");
            queue(queues, participant.deadQueue(), "quorum");
            participant.bindings().forEach(b -> binding(bindings, b.exchange(), participant.queue(), b.routingKey()));
            own(bindings, participant, participant.queue());
            own(bindings, participant, participant.deadQueue());
            if (participant.catchesUp()) {
                // Where it puts its bookmark.
                own(bindings, participant, JOURNAL);
            }
            for (Rung rung : Rung.values()) {
                queue(queues, participant.retryQueue(rung), "quorum");
                own(bindings, participant, participant.retryQueue(rung));
                waiting(policies, participant, rung);
            }
            if (!participant.answers().isEmpty()) {
                // Nobody waits longer for an answer than for an election: a copy on other nodes and on disk would
                // outlive its worth.
                queue(queues, participant.requestQueue(), "classic");
                new TreeSet<>(participant.answers())
                        .forEach(type -> binding(bindings, REQUESTS, participant.requestQueue(), type));
            }
        }
        // The oldest goes first: its caller is the nearest to giving up.
        policy(policies, "requests", "\\.requests$")
                .put("message-ttl", LONGEST_REQUEST_MILLIS)
                .put("max-length", MOST_REQUESTS)
                .put("overflow", "drop-head");
        policy(policies, "events", "\\.events(\\.dead)?$").put("delivery-limit", DELIVERY_LIMIT);
        return root.toPrettyString() + "\n";
    }

    private void own(ArrayNode bindings, Participant participant, String queue) {
        binding(bindings, participant.ownExchange(), queue, queue);
    }

    /** What has waited goes back to the service's queue. Without at-least-once a crash of the broker at this moment would lose it. */
    private void waiting(ArrayNode policies, Participant participant, Rung rung) {
        String queue = participant.retryQueue(rung);
        policy(policies, queue, "^" + escaped(queue) + "$")
                .put("message-ttl", rung.waiting().toMillis())
                .put("dead-letter-exchange", participant.ownExchange())
                .put("dead-letter-routing-key", participant.queue())
                .put("dead-letter-strategy", "at-least-once")
                .put("overflow", "reject-publish")
                .put("delivery-limit", DELIVERY_LIMIT);
    }

    private static TreeSet<String> speakers(List<Participant> participants, Set<String> spoken) {
        return Stream.concat(
                        participants.stream().map(Participant::exchange),
                        Stream.concat(
                                participants.stream()
                                        .flatMap(p -> p.bindings().stream())
                                        .map(Participant.Binding::exchange),
                                spoken.stream().map(type -> type.substring(0, type.indexOf('.')) + ".events")))
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    private static void user(ArrayNode users, Participant participant) {
        users.addObject().put("name", participant.name()).put("tags", "management");
    }

    /**
     * Configure: its exclusive queues. Write: its exchanges, the registry, requests, and the queues that it binds; replies, if it answers.
     * Read: its queues, what they bind to, and the journal, if it reads that.
     */
    private void permission(ArrayNode permissions, Participant participant) {
        String exclusive = "(registry|replies)\\.%s\\..*".formatted(escaped(participant.name()));
        boolean answers = !participant.answers().isEmpty();
        var write = new ArrayList<>(
                List.of(participant.exchange(), participant.ownExchange(), REGISTRY, REQUESTS, participant.queue()));
        var read = new ArrayList<>(List.of(participant.queue(), participant.deadQueue(), REGISTRY, REPLIES));
        if (answers) {
            write.add(REPLIES);
            read.add(participant.requestQueue());
        }
        participant.bindings().stream()
                .map(Participant.Binding::exchange)
                .distinct()
                .sorted()
                .forEach(read::add);
        if (participant.readsJournal()) {
            read.add(JOURNAL);
        }
        permissions
                .addObject()
                .put("user", participant.name())
                .put("vhost", vhost)
                .put("configure", "^%s$".formatted(exclusive))
                .put("write", anyOf(write, exclusive))
                .put("read", anyOf(read, exclusive));
    }

    private static String anyOf(List<String> names, String pattern) {
        return "^(%s|%s)$"
                .formatted(
                        String.join(
                                "|", names.stream().map(Definitions::escaped).toList()),
                        pattern);
    }

    private static String escaped(String name) {
        return name.replace(".", "\\.");
    }

    private void exchange(ArrayNode exchanges, String name, String type) {
        exchanges
                .addObject()
                .put("name", name)
                .put("vhost", vhost)
                .put("type", type)
                .put("durable", true)
                .put("auto_delete", false)
                .put("internal", false)
                .putObject("arguments");
    }

    /** The type is the only argument: whatever may change one day is a policy, because arguments of a queue never can. */
    private void queue(ArrayNode queues, String name, String type) {
        queues.addObject()
                .put("name", name)
                .put("vhost", vhost)
                .put("durable", true)
                .put("auto_delete", false)
                .putObject("arguments")
                .put("x-queue-type", type);
    }

    private void binding(ArrayNode bindings, String exchange, String queue, String routingKey) {
        bindings.addObject()
                .put("source", exchange)
                .put("vhost", vhost)
                .put("destination", queue)
                .put("destination_type", "queue")
                .put("routing_key", routingKey)
                .putObject("arguments");
    }

    private ObjectNode policy(ArrayNode policies, String name, String pattern) {
        return policies.addObject()
                .put("vhost", vhost)
                .put("name", name)
                .put("pattern", pattern)
                .put("apply-to", "queues")
                .put("priority", 0)
                .putObject("definition");
    }
}
