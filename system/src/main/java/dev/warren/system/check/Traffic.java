package dev.warren.system.check;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What was said, who had to hear it and who did. Immutable.
 *
 * @param hears the types that each service is bound to, by service
 * @param events every event that was published, first time only; the {@code poison} may be among them and is no event
 * @param inboxes the ids that each service has handled, by service
 * @param outboxes the ids that each service has not published yet, by service
 * @param parked every dead letter
 * @param poison every bad message that was put in on purpose
 */
public record Traffic(
        Map<String, Set<String>> hears,
        List<Event> events,
        Map<String, Set<UUID>> inboxes,
        Map<String, Set<UUID>> outboxes,
        List<Parked> parked,
        List<Poison> poison) {

    public Traffic {
        hears = Map.copyOf(hears);
        events = List.copyOf(events);
        inboxes = Map.copyOf(inboxes);
        outboxes = Map.copyOf(outboxes);
        parked = List.copyOf(parked);
        poison = List.copyOf(poison);
    }

    /**
     * @param type the wire name of its newest version, in whichever it was said; the first part is the speaker's noun
     * @param subject the aggregate that speaks
     * @param sequence its version
     * @param order the correlation id, or null
     * @param cause the id of the message that caused it; null if a command, a deadline or the result of a call did
     * @param amount total, amount or limit, or null
     * @param reason of a refusal, a decline, a cancellation or a failure; otherwise null
     */
    public record Event(
            UUID id,
            String type,
            UUID subject,
            long sequence,
            Instant at,
            UUID order,
            UUID cause,
            Amount amount,
            String reason) {}

    /** @param messageId whatever the message said it was; null if nothing */
    public record Parked(String service, String messageId, String reason) {}

    /**
     * @param service that must park it: a message that reaches two services is listed twice
     * @param messageId null if it has none
     */
    public record Poison(String service, String messageId) {}
}
