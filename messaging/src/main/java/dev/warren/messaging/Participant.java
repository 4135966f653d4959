package dev.warren.messaging;

import dev.warren.messaging.retry.Rung;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service as the broker sees it; every name of its exchanges and queues follows from here.
 *
 * @param name the service, for example {@code order-service}
 * @param noun what its events are about and the first part of their types, for example {@code order}
 * @param hears the event types it listens to
 * @param answers the requests it answers, for example {@code user.lookup.v1}
 * @param readsJournal whether it may read what all have said
 * @param catchesUp whether it learns from history: see {@link #catchingUp}
 */
public record Participant(
        String name, String noun, Set<String> hears, Set<String> answers, boolean readsJournal, boolean catchesUp) {

    public Participant {
        hears = Set.copyOf(hears);
        answers = Set.copyOf(answers);
    }

    /** One that answers no requests. */
    public Participant(String name, String noun, Set<String> hears) {
        this(name, noun, hears, Set.of());
    }

    /** One that does not read the journal. */
    public Participant(String name, String noun, Set<String> hears, Set<String> answers) {
        this(name, noun, hears, answers, false, false);
    }

    /** The same, with the right to read the journal. */
    public Participant readingJournal() {
        return new Participant(name, noun, hears, answers, true, catchesUp);
    }

    /**
     * The same as one that joins late and wants to know what was said before: with an empty database it handles all that the journal holds
     * before it goes on live, and it learns from what is replayed to it later. Others learn nothing from what is told again.
     */
    public Participant catchingUp() {
        return new Participant(name, noun, hears, answers, true, true);
    }

    /** The topic exchange that this service alone publishes its events to. */
    public String exchange() {
        return exchangeOf(noun);
    }

    /** The quorum queue with everything this service hears. */
    public String queue() {
        return name + ".events";
    }

    /** The direct exchange in front of the queues that only this service writes to. */
    public String ownExchange() {
        return name + ".own";
    }

    /** Where messages rest that this service could not handle. */
    public String deadQueue() {
        return queue() + ".dead";
    }

    /** Where messages wait before they are tried again. */
    public String retryQueue(Rung rung) {
        return queue() + ".retry." + rung.label();
    }

    /** Where requests wait for an instance of this service, if it answers any. */
    public String requestQueue() {
        return name + ".requests";
    }

    /** What the queue is bound to, in the order of the types. */
    public List<Binding> bindings() {
        return new TreeSet<>(hears)
                .stream().map(type -> new Binding(exchangeOfType(type), type)).toList();
    }

    /** One binding of a participant's queue. */
    public record Binding(String exchange, String routingKey) {}

    private static String exchangeOfType(String type) {
        int dot = type.indexOf('.');
        if (dot < 1) {
            throw new IllegalArgumentException(
                    "an event type reads <noun>.<what-happened>.v<major>, for example order.placed.v1, but was "
                            + type);
        }
        return exchangeOf(type.substring(0, dot));
    }

    private static String exchangeOf(String noun) {
        return noun + ".events";
    }
}
