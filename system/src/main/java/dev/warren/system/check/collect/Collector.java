package dev.warren.system.check.collect;

import dev.warren.local.LocalException;
import dev.warren.messaging.Participant;
import dev.warren.system.check.Books;
import dev.warren.system.check.Call;
import dev.warren.system.check.Evidence;
import dev.warren.system.check.Instances;
import dev.warren.system.check.Limits;
import dev.warren.system.check.Mailroom;
import dev.warren.system.check.Traffic;
import dev.warren.system.check.Traffic.Event;
import dev.warren.system.check.Traffic.Parked;
import dev.warren.system.load.Edge;
import dev.warren.system.topology.SystemTopology;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes the evidence of a running system that is quiet. Reads everything and writes nothing; blocks some seconds. */
public final class Collector {

    private static final int UUID_LENGTH = 36;

    private final LiveSystem system;
    private final Limits limits;
    private final Interference interference;

    public Collector(LiveSystem system, Limits limits, Interference interference) {
        this.system = system;
        this.limits = limits;
        this.interference = interference;
    }

    /**
     * @param calls all that the clients asked and were answered, if anybody wrote it down
     * @param baseline what was held before, if anybody looked
     */
    public Evidence collect(Optional<List<Call>> calls, Optional<Usage> baseline) {
        var resources = baseline.map(before -> Usage.of(system).since(before));
        Books books = DatabaseBooks.of(system);
        return new Evidence(
                Instant.now(),
                limits,
                calls,
                books,
                traffic(books),
                Optional.of(BrokerAtRest.of(system)),
                Optional.of(
                        new Mailroom(system.mails().get(), interference.refusedMails(), interference.mailWindows())),
                Optional.of(instances()),
                resources);
    }

    private Traffic traffic(Books books) {
        Map<String, Set<UUID>> inboxes = new HashMap<>();
        Map<String, Set<UUID>> outboxes = new HashMap<>();
        for (Participant participant : SystemTopology.PARTICIPANTS) {
            try (var database = Snapshot.of(participant.name(), system)) {
                inboxes.put(participant.name(), ids(database, "select message_id as id from inbox"));
                outboxes.put(participant.name(), ids(database, "select id from outbox"));
            }
        }
        List<Parked> parked = DeadLetters.of(system);
        List<Event> events = new ArrayList<>(Journal.read(system));
        var met = Stream.of(inboxes, outboxes)
                .flatMap(boxes -> boxes.values().stream())
                .flatMap(Set::stream);
        events.addAll(PersonalEvents.of(books.accounts(), events, Stream.concat(met, ids(parked))));
        return new Traffic(
                SystemTopology.PARTICIPANTS.stream().collect(Collectors.toMap(Participant::name, Participant::hears)),
                events,
                inboxes,
                outboxes,
                parked,
                interference.poison());
    }

    private static Set<UUID> ids(Snapshot database, String query) {
        return new HashSet<>(database.rows(query, row -> row.id("id")));
    }

    private static Stream<UUID> ids(List<Parked> parked) {
        return parked.stream()
                .map(Parked::messageId)
                .filter(id -> id != null && id.length() == UUID_LENGTH && id.matches("[0-9a-f-]+"))
                .map(UUID::fromString);
    }

    private Instances instances() {
        Map<String, Set<String>> views = new HashMap<>();
        system.edges().forEach((instance, edge) -> views.put(instance, view(instance, edge)));
        return new Instances(system.edges().keySet(), views, interference.pauses());
    }

    private static Set<String> view(String instance, Edge edge) {
        try {
            var known = new HashSet<String>();
            edge.get("/services")
                    .expect(200)
                    .get("items")
                    .forEach(item -> known.add(
                            item.get("name").asText() + "@" + item.get("port").asInt()));
            return known;
        } catch (IOException e) {
            throw new LocalException("REGISTRY_UNREADABLE", instance + " does not tell whom it knows: " + e, e);
        }
    }
}
