package dev.warren.system.simulation;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import dev.warren.events.Catalogue;
import dev.warren.messaging.Participant;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.retry.FailedMessages;
import dev.warren.messaging.retry.Rung;
import dev.warren.system.check.Broker;
import dev.warren.system.check.Traffic;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * A broker that keeps its promises and no more: at least once, in any order, confirmed when taken, returned when nobody is bound. The
 * journal takes every type but personal ones, as in the catalogue.
 */
final class SimulatedBroker {

    /** A message in a queue and how often it came back. */
    record Parcel(Message message, int times) {
        Parcel again() {
            return new Parcel(message, times + 1);
        }
    }

    /** A listener's queue. Every parcel that was ever in it may come once more. */
    final class Queue {
        final Participant owner;
        final List<Parcel> ready = new ArrayList<>();
        private final List<Parcel> old = new ArrayList<>();
        int unacknowledged;

        Queue(Participant owner) {
            this.owner = owner;
        }

        void add(Message message) {
            ready.add(new Parcel(message, 0));
            if (chance.happens(Fault.DUPLICATE)) {
                ready.add(new Parcel(message, 0));
            }
        }

        private Parcel take() {
            Parcel parcel = ready.remove(chance.below(ready.size()));
            old.add(parcel);
            if (chance.happens(Fault.OLD_DUPLICATE)) {
                ready.add(new Parcel(old.get(chance.below(old.size())).message(), 0));
            }
            return parcel;
        }
    }

    /** A channel on which a queue is consumed. What is not acknowledged when it closes comes again. */
    final class Consumer {
        private final Queue queue;
        private final Channel channel = Proxies.of(Channel.class, this::call);
        private final TreeMap<Long, Parcel> unacknowledged = new TreeMap<>();
        private long tags;
        private boolean open = true;

        private Consumer(Queue queue) {
            this.queue = queue;
        }

        boolean isOpen() {
            return open;
        }

        boolean hasNext(int prefetch) {
            return open && !queue.ready.isEmpty() && unacknowledged.size() < prefetch;
        }

        Delivery next() {
            Parcel parcel = queue.take();
            unacknowledged.put(++tags, parcel);
            queue.unacknowledged++;
            Message message = parcel.message();
            var envelope = new Envelope(tags, parcel.times() > 0, message.exchange(), message.routingKey());
            return new Delivery(channel, envelope, properties(parcel), message.body());
        }

        void acknowledgeAll() {
            if (!unacknowledged.isEmpty()) {
                acknowledge(unacknowledged.lastKey());
            }
        }

        private void acknowledge(long tag) {
            var done = unacknowledged.headMap(tag, true);
            queue.unacknowledged -= done.size();
            done.clear();
        }

        void close() {
            open = false;
            queue.unacknowledged -= unacknowledged.size();
            unacknowledged.values().forEach(parcel -> queue.ready.add(parcel.again()));
            unacknowledged.clear();
        }

        private Object call(String method, Object[] arguments) throws IOException {
            switch (method) {
                case "isOpen" -> {
                    return open;
                }
                case "basicAck" -> {
                    if (!open) {
                        throw new IOException("the channel is closed");
                    }
                    acknowledge((long) arguments[0]);
                }
                case "abort" -> close();
                default -> throw Proxies.unknown("channel", method);
            }
            return null;
        }
    }

    private final Chance chance;
    private final Clock clock;
    private final Map<String, Queue> queues = new LinkedHashMap<>();

    /** Queues by routing key; a key is bound in one exchange only. */
    private final Map<String, Set<Queue>> bound = new HashMap<>();

    private final Set<String> unbound = new LinkedHashSet<>();
    private final Map<String, Message> published = new LinkedHashMap<>();
    private final Set<Traffic.Parked> parked = new LinkedHashSet<>();
    private final List<Delayed> delayed = new ArrayList<>();

    /** On a rung of the retry ladder. */
    private record Delayed(Message message, Queue queue, Instant until) {}

    SimulatedBroker(Chance chance, Clock clock) {
        this.chance = chance;
        this.clock = clock;
    }

    void declare(Participant participant) {
        queues.put(participant.queue(), new Queue(participant));
        participant.hears().forEach(type -> bind(participant.queue(), type));
    }

    List<Queue> queues() {
        return List.copyOf(queues.values());
    }

    /** Every event that was published, as it was the first time. */
    Collection<Message> published() {
        return published.values();
    }

    List<Traffic.Parked> parked() {
        return List.copyOf(parked);
    }

    Queue queue(Participant participant) {
        return queues.get(participant.queue());
    }

    Consumer consume(Participant participant) {
        return new Consumer(queue(participant));
    }

    /** Makes all bindings of a participant again. */
    void bindAgain(Participant participant) {
        for (String type : participant.hears()) {
            if (unbound.remove(type)) {
                bind(participant.queue(), type);
            }
        }
    }

    private void bind(String queue, String type) {
        bound.computeIfAbsent(type, key -> new LinkedHashSet<>()).add(queues.get(queue));
    }

    /** Takes a type away from its only listener, and from the journal, so that it comes back to whoever says it. */
    void loseBinding() {
        var types = bound.entrySet().stream()
                .filter(entry -> entry.getValue().size() == 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!types.isEmpty()) {
            String type = types.get(chance.below(types.size()));
            bound.get(type).clear();
            unbound.add(type);
        }
    }

    /** Some message that was delivered before comes once more, from a queue that had any; its listener may have forgotten it. */
    void repeat(BiConsumer<Participant, UUID> forget) {
        var used =
                queues.values().stream().filter(queue -> !queue.old.isEmpty()).toList();
        if (!used.isEmpty()) {
            Queue queue = used.get(chance.below(used.size()));
            Message message = queue.old.get(chance.below(queue.old.size())).message();
            forget.accept(queue.owner, message.id());
            queue.ready.add(new Parcel(message, 0));
        }
    }

    /** What has waited long enough goes back to its queue. */
    void moveOn() {
        if (!delayed.isEmpty()) {
            var now = clock.instant();
            delayed.stream()
                    .filter(it -> !it.until().isAfter(now))
                    .forEach(it -> it.queue().add(it.message()));
            delayed.removeIf(it -> !it.until().isAfter(now));
        }
    }

    /** What waits in the queues, in whatever order. */
    long waiting() {
        long waiting = 0;
        for (Queue queue : queues.values()) {
            for (Parcel parcel : queue.ready) {
                long what = queue.owner.name().hashCode() * 31L
                        + parcel.message().properties().getMessageId().hashCode();
                waiting += (what * 31 + parcel.times()) * 0x9E3779B97F4A7C15L;
            }
        }
        return waiting;
    }

    boolean isAtRest() {
        return delayed.isEmpty()
                && unbound.isEmpty()
                && queues.values().stream().allMatch(queue -> queue.ready.isEmpty() && queue.unacknowledged == 0);
    }

    /** @return false if it comes back */
    boolean publish(Message message) {
        String key = message.routingKey();
        if (message.exchange().endsWith(".own")) {
            publishOwn(message);
            return true;
        }
        var listeners = bound.getOrDefault(key, Set.of());
        boolean routed = !listeners.isEmpty() || isInJournal(key) && !unbound.contains(key);
        if (routed) {
            published.putIfAbsent(message.properties().getMessageId(), message);
            listeners.forEach(queue -> queue.add(message));
        }
        return routed;
    }

    private void publishOwn(Message message) {
        for (Queue queue : queues.values()) {
            Participant owner = queue.owner;
            if (message.routingKey().equals(owner.deadQueue())) {
                var headers = message.properties().getHeaders();
                String reason = String.valueOf(headers.get(FailedMessages.REASON));
                parked.add(new Traffic.Parked(owner.name(), message.properties().getMessageId(), reason));
            }
            for (Rung rung : Rung.values()) {
                if (message.routingKey().equals(owner.retryQueue(rung))) {
                    delayed.add(new Delayed(message, queue, clock.instant().plus(rung.waiting())));
                }
            }
        }
    }

    private static boolean isInJournal(String type) {
        return Catalogue.find(type).filter(it -> !it.personal()).isPresent();
    }

    /** As the management API would show it. */
    Broker seen() {
        var shown = queues.values().stream()
                .map(queue -> new Broker.Queue(queue.owner.queue(), queue.ready.size(), queue.unacknowledged))
                .toList();
        var catalogue = new LinkedHashSet<Broker.Binding>();
        var there = new LinkedHashSet<Broker.Binding>();
        for (Queue queue : queues.values()) {
            for (var binding : queue.owner.bindings()) {
                var it = new Broker.Binding(binding.exchange(), queue.owner.queue(), binding.routingKey());
                catalogue.add(it);
                if (bound.get(binding.routingKey()).contains(queue)) {
                    there.add(it);
                }
            }
        }
        return new Broker(shown, there, catalogue);
    }

    private static BasicProperties properties(Parcel parcel) {
        BasicProperties properties = parcel.message().properties();
        if (parcel.times() == 0) {
            return properties;
        }
        Map<String, Object> headers = new HashMap<>();
        if (properties.getHeaders() != null) {
            headers.putAll(properties.getHeaders());
        }
        headers.put("x-delivery-count", (long) parcel.times());
        return properties.builder().headers(headers).build();
    }
}
