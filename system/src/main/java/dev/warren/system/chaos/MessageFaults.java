package dev.warren.system.chaos;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import dev.warren.local.Await;
import dev.warren.local.LocalException;
import dev.warren.messaging.Participant;
import dev.warren.system.replay.JournalSource;
import dev.warren.system.replay.Replay;
import dev.warren.system.replay.Selection;
import dev.warren.system.replay.Target;
import dev.warren.system.replay.Told;
import dev.warren.system.rig.Broker;
import dev.warren.system.topology.SystemTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/** What can happen to messages. The administrator does it, who may write to every queue. */
final class MessageFaults {
    private static final Duration RECENT = Duration.ofSeconds(20);
    private static final Duration CONFIRM = Duration.ofSeconds(10);
    private static final Duration BOUND_AGAIN = Duration.ofSeconds(60);
    private static final int SOME = 20;
    private static final int MOST_COPIES = 10;

    private final Broker broker;
    private final Meddling meddling;
    private final Random random;

    MessageFaults(Broker broker, Meddling meddling, Random random) {
        this.broker = broker;
        this.meddling = meddling;
        this.random = random;
    }

    private interface Work {
        void on(Channel channel) throws Exception;
    }

    private Fault.Step work(Work work) {
        return () -> {
            try (Connection connection = broker.administrator().newConnection("chaos");
                    Channel channel = connection.createChannel()) {
                channel.confirmSelect();
                work.on(channel);
                channel.waitForConfirmsOrDie(CONFIRM.toMillis());
            }
        };
    }

    /** Recent events come again, in any order. */
    Fault again(String service) {
        Participant hearer = participant(service);
        return new Fault(
                work(channel -> {
                    List<Told> events = heard(hearer, Instant.now().minus(RECENT));
                    var copies = new ArrayList<Told>();
                    for (Told event : events.subList(Math.max(0, events.size() - SOME), events.size())) {
                        copies.addAll(Collections.nCopies(random.nextInt(2, MOST_COPIES + 1), event));
                    }
                    Collections.shuffle(copies, random);
                    for (Told copy : copies) {
                        channel.basicPublish("", hearer.queue(), true, copy.properties(), copy.body());
                    }
                }),
                Fault.NOTHING);
    }

    /** What waits in the queue is taken out and put back shuffled; a copy is in the queue before the original is gone. */
    Fault shuffled(String service) {
        Participant hearer = participant(service);
        return new Fault(
                work(channel -> {
                    var taken = new ArrayList<GetResponse>();
                    Await.until(RECENT.dividedBy(10), () -> take(channel, hearer.queue(), taken) >= SOME);
                    Collections.shuffle(taken, random);
                    for (GetResponse message : taken) {
                        channel.basicPublish("", hearer.queue(), true, message.getProps(), message.getBody());
                    }
                    channel.waitForConfirmsOrDie(CONFIRM.toMillis());
                    for (GetResponse message : taken) {
                        channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
                    }
                }),
                Fault.NOTHING);
    }

    private static int take(Channel channel, String queue, List<GetResponse> taken) {
        try {
            GetResponse message = channel.basicGet(queue, false);
            while (message != null) {
                taken.add(message);
                message = taken.size() < SOME ? channel.basicGet(queue, false) : null;
            }
            return taken.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param target the service and what is wrong, such as {@code order-service/MALFORMED_JSON} */
    Fault poison(String target) {
        Participant hearer = participant(target.substring(0, target.indexOf('/')));
        var poison = Poison.valueOf(target.substring(target.indexOf('/') + 1));
        return new Fault(
                work(channel -> {
                    var bad = poison.brew(hearer, random);
                    meddling.poisoned(hearer.name(), bad.properties().getMessageId());
                    channel.basicPublish("", hearer.queue(), true, bad.properties(), bad.body());
                }),
                Fault.NOTHING);
    }

    /** Its service has to bind it again by itself; what was missed an operator sends again from the journal. */
    Fault unbound(String service) {
        Participant hearer = participant(service);
        List<Participant.Binding> kept = hearer.bindings().stream()
                .filter(binding -> !SystemTopology.personal().contains(binding.routingKey()))
                .toList();
        Participant.Binding binding = kept.get(random.nextInt(kept.size()));
        var from = new AtomicReference<Instant>();
        return new Fault(
                work(channel -> {
                    from.set(Instant.now());
                    channel.queueUnbind(hearer.queue(), binding.exchange(), binding.routingKey());
                }),
                work(channel -> {
                    if (!Await.until(BOUND_AGAIN, () -> isBound(hearer, binding))) {
                        throw new LocalException(
                                "NOT_BOUND_AGAIN",
                                "%s has not bound %s to %s again within %s"
                                        .formatted(service, hearer.queue(), binding, BOUND_AGAIN));
                    }
                    replay(hearer, Selection.between(from.get().minus(RECENT), Instant.now()))
                            .tell(told -> {});
                }));
    }

    private boolean isBound(Participant hearer, Participant.Binding binding) {
        return broker.admin().bindings(broker.vhost()).stream()
                .anyMatch(there -> there.destination().equals(hearer.queue())
                        && there.source().equals(binding.exchange())
                        && there.routingKey().equals(binding.routingKey()));
    }

    private List<Told> heard(Participant hearer, Instant since) throws InterruptedException {
        var heard = new ArrayList<Told>();
        new JournalSource(broker.administrator(), since).each(event -> {
            if (hearer.hears().contains(event.type())) {
                heard.add(event);
            }
        });
        return heard;
    }

    private Replay replay(Participant hearer, Selection selection) {
        var source = new JournalSource(broker.administrator(), selection.from());
        return new Replay(broker.administrator(), source, selection, new Target(hearer, true));
    }

    private static Participant participant(String service) {
        return SystemTopology.PARTICIPANTS.stream()
                .filter(participant -> participant.name().equals(service))
                .findFirst()
                .orElseThrow();
    }
}
