package dev.warren.system.chaos;

import dev.warren.system.rig.MailGate.Mood;
import dev.warren.system.rig.Reply;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.Trouble.Direction;
import java.util.Map;
import java.util.Random;

/** How each kind of fault is done to a rig. Not thread-safe. */
final class Faults {
    private final Rig rig;
    private final Random random;
    private final ServiceFaults services;
    private final BrokerFaults broker;
    private final DatabaseFaults database;
    private final NetworkFaults network;
    private final MessageFaults messages;
    private final ProviderFaults provider;

    /** @param meddling remembers what is to be seen in the end */
    Faults(Rig rig, Meddling meddling, long seed) {
        this.rig = rig;
        random = new Random(seed);
        services = new ServiceFaults(rig, meddling);
        broker = new BrokerFaults(rig.broker());
        database = new DatabaseFaults(rig.database());
        network = new NetworkFaults(random);
        messages = new MessageFaults(rig.broker(), meddling, random);
        provider = new ProviderFaults(rig.service("payment-service"));
    }

    Fault of(Planned planned) {
        String target = planned.target();
        return switch (planned.kind()) {
            case SERVICE_KILLED, SERVICES_KILLED -> services.killed(target);
            case SERVICE_FROZEN, SERVICE_FROZEN_LONG -> services.frozen(target);
            case SERVICE_RESTARTED -> services.stopped(target);
            case CLOCK_AHEAD -> services.clockOff(target, Surroundings.CLOCK_OFFSET);
            case CLOCK_BEHIND -> services.clockOff(target, Surroundings.CLOCK_OFFSET.negated());
            case ROLLING_RESTART -> services.restartedInTurn();

            case BROKER_KILLED -> broker.killed();
            case BROKER_RESTARTED -> broker.stopped();
            case BROKER_FROZEN -> broker.frozen();
            case CONNECTIONS_CLOSED -> broker.connectionsClosed();
            case MEMORY_ALARM -> broker.memoryAlarm();
            case DISK_ALARM -> broker.diskAlarm();
            case PASSWORD_CHANGED -> broker.passwordChanged(target);
            case BINDING_DELETED -> messages.unbound(target);

            case DATABASE_STOPPED -> database.stopped();
            case DATABASE_KILLED -> database.killed();
            case BACKENDS_TERMINATED -> database.sessionsEnded(target);
            case TABLE_LOCKED, TABLE_LOCKED_LONG -> database.tableLocked(target);

            case BROKER_SLOW -> network.slow(rig.service(target).toBroker());
            case DATABASE_SLOW -> network.slow(rig.service(target).toDatabase());
            case BROKER_CUT, BROKER_CUT_LONG -> network.cut(rig.service(target).toBroker());
            case DATABASE_CUT -> network.cut(rig.service(target).toDatabase());
            case BROKER_RESET -> network.reset(rig.service(target).toBroker());
            case DATABASE_RESET -> network.reset(rig.service(target).toDatabase());
            case BROKER_MUTE -> network.halfOpen(rig.service(target).toBroker(), Direction.TO_CLIENT);
            case BROKER_DEAF -> network.halfOpen(rig.service(target).toBroker(), Direction.TO_SERVER);
            case DATABASE_MUTE -> network.halfOpen(rig.service(target).toDatabase(), Direction.TO_CLIENT);
            case CONFIRM_LOST -> network.lost(rig.service(target).toBroker(), Reply.CONFIRMED);
            case CONFIRM_SWALLOWED -> network.swallowed(rig.service(target).toBroker(), Reply.CONFIRMED);
            case COMMIT_REPLY_LOST -> network.lost(rig.service(target).toDatabase(), Reply.COMMITTED);
            case COMMIT_REPLY_SWALLOWED -> network.swallowed(rig.service(target).toDatabase(), Reply.COMMITTED);

            case DUPLICATES -> messages.again(target);
            case REORDERING -> messages.shuffled(target);
            case POISON -> messages.poison(target);

            case PROVIDER_FAILING -> provider.set(Map.of("failureRate", 0.5));
            case PROVIDER_SLOW -> provider.set(Map.of("latency", "1500ms"));
            case PROVIDER_OUT -> provider.set(Map.of("outage", true));
            case PROVIDER_DECLINING -> provider.set(Map.of("declineRate", 0.5));

            case MAIL_BUSY -> mail(Mood.BUSY);
            case MAIL_REFUSING -> mail(Mood.REFUSING);
            case MAIL_DROPPED -> mail(Mood.HANGING_UP);
            case MAIL_SLOW -> mail(Mood.SLOW);
        };
    }

    private Fault mail(Mood mood) {
        return new Fault(() -> rig.mailGate().mood(mood), () -> rig.mailGate().mood(Mood.KIND));
    }
}
