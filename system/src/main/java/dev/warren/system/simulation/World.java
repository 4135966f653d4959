package dev.warren.system.simulation;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.events.Event;
import dev.warren.events.OrderId;
import dev.warren.messaging.Contract;
import dev.warren.messaging.MessagingConfiguration;
import dev.warren.orders.saga.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Four services, their customers and everything around them, in one thread: each step is one delivery, batch, publish, confirm or
 * call of one process, as chance has it. First things go wrong; then they stop to, and the world must come to rest.
 */
final class World {

    /** Rounds further apart than this would look like an outage, and move deadlines. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(4);

    private static final int MOST_STEPS = 20_000;
    private static final int DEEPEST = 4;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Chance chance;
    private final Setting setting;
    private final Parts parts;
    private final SimulatedClock clock = new SimulatedClock();
    private final Instant began = clock.instant();
    private final WorldEvents events = new WorldEvents();
    private final Contract<Event> contract = events.contract();
    private final MessagingConfiguration messaging;
    private final Tables tables;
    private final SimulatedBroker broker;
    private final SimulatedProvider provider;
    private final SimulatedMail mail;
    private final Poisoner poisoner;
    private final Services services;
    private final Customers customers;
    private final Calls calls = new Calls();
    private final Map<String, Long> ways = new HashMap<>();
    private final List<Runnable> possible = new ArrayList<>();
    private long ids;
    private long schedule;
    private Instant beatsAt = began.plus(Heart.INTERVAL);
    private int ports = 8000;
    private long outages;
    private int depth;
    private int steps;
    private boolean healed;

    World(Chance chance, Setting setting, Parts parts, Coverage coverage) {
        this.chance = chance;
        this.setting = setting;
        this.parts = parts;
        this.messaging = setting.messaging();
        this.tables = new Tables(chance, began);
        this.broker = new SimulatedBroker(chance, clock);
        this.provider = new SimulatedProvider(chance, clock);
        this.mail = new SimulatedMail(chance, tables.recipients, parts::messageId);
        this.poisoner = new Poisoner(this);
        this.services = new Services(this, coverage);
        this.customers = new Customers(this);
    }

    /**
     * Lives the world to its end.
     *
     * @return false if it does not come to rest
     */
    boolean live() {
        while (steps < MOST_STEPS) {
            if (!healed && steps > setting.chaos() && customers.areDone() || steps > 4 * setting.chaos()) {
                heal();
            }
            if (!step()) {
                listen();
                return true;
            }
        }
        return false;
    }

    /**
     * Lives the world in coarse steps: each process finishes what it has begun.
     *
     * @param known whether the way on from here is known already
     * @return whether it was left for that reason
     */
    boolean liveCoarsely(BooleanSupplier known) {
        while (!known.getAsBoolean()) {
            possible.clear();
            for (var process : services.all) {
                process.offerCoarse(possible);
            }
            customers.offer(possible, services);
            if (!possible.isEmpty()) {
                possible.get(chance.below(possible.size())).run();
            } else if (isAtRest()) {
                listen();
                return false;
            } else {
                idle();
            }
            broker.moveOn();
        }
        return true;
    }

    /** Equal only for worlds that go on alike: what each process has done, what waits in the queues, and what time it is. */
    long state() {
        long state = clock.instant().toEpochMilli();
        for (var process : services.all) {
            state = (state + process.history()) * MIX;
        }
        return (state + broker.waiting()) * MIX + customers.history();
    }

    /** Until everybody must have heard of everybody, and nobody of the dead: an expiry after the first heartbeat of its own that each hears. */
    private void listen() {
        var longest = Heart.INTERVAL.plus(Heart.EXPIRY);
        for (var waited = Duration.ZERO; waited.compareTo(longest) <= 0; waited = waited.plus(Heart.INTERVAL)) {
            clock.advance(Heart.INTERVAL.toMillis());
            beat();
        }
    }

    private void beat() {
        beatsAt = clock.instant().plus(Heart.INTERVAL);
        var living = services.all.stream().filter(Process::isAlive).toList();
        var hearts = living.stream().map(Process::heart).toList();
        living.forEach(process -> process.hear(hearts));
    }

    /** Who lives, and who each of them shows. */
    Map<String, Set<String>> views() {
        return services.all.stream()
                .filter(Process::isAlive)
                .collect(Collectors.toMap(
                        process -> process.heart().name(),
                        process -> process.heart().shows(clock.instant())));
    }

    private void heal() {
        if (!healed) {
            healed = true;
            chance.heal();
        }
    }

    /** False when nothing is left to do. */
    private boolean step() {
        possible.clear();
        collect();
        if (possible.isEmpty()) {
            if (isAtRest()) {
                if (healed) {
                    return false;
                }
                heal();
            }
            idle();
        } else {
            possible.get(chance.below(possible.size())).run();
            clock.advance(chance.millis(3));
        }
        steps++;
        disturb();
        return true;
    }

    private void collect() {
        for (var process : services.all) {
            process.offer(possible);
        }
        if (provider.isLate()) {
            possible.add(provider::catchUp);
        }
        customers.offer(possible, services);
    }

    /** Nothing is left to do but to wait: for a deadline, or for somebody to look for one that has passed. */
    private void idle() {
        Instant now = clock.instant();
        Instant latest = now.plus(LONGEST_IDLE);
        clock.advanceTo(tables.nextDeadline()
                .map(deadline -> deadline.isAfter(now) ? deadline : now.plus(Process.LOOK_EVERY))
                .filter(latest::isAfter)
                .orElse(latest));
        services.all.forEach(Process::idle);
    }

    private void disturb() {
        broker.moveOn();
        if (!clock.instant().isBefore(beatsAt)) {
            beat();
        }
        if (chance.happens(Fault.PAUSE)) {
            long pause = chance.millis(12_000);
            clock.advance(pause);
            outages += pause;
        }
        if (chance.happens(Fault.FORGOTTEN)) {
            broker.repeat((participant, id) ->
                    tables.databases.get(participant.name()).inbox.remove(id));
        }
        if (chance.happens(Fault.BINDING_LOST)) {
            broker.loseBinding();
        }
        if (chance.happens(Fault.POISON)) {
            poisoner.poisonSomebody();
        }
    }

    /** Others go on while a process waits; for how long it wants to is left to chance there, and here. */
    void goOnWhileOneWaits() {
        Instant from = clock.instant();
        Instant until = from.plusMillis(chance.millis(2_000));
        depth++;
        if (depth <= DEEPEST) {
            for (int left = chance.below(12); left > 0; left--) {
                step();
            }
        }
        depth--;
        clock.advanceTo(until);
        if (depth == 0) {
            // Idle steps may have taken it further than it wanted to wait.
            outages += clock.since(from).toMillis();
        }
    }

    private boolean isAtRest() {
        return tables.isAtRest()
                && broker.isAtRest()
                && !provider.isLate()
                && customers.areDone()
                && services.all.stream().allMatch(Process::isIdle);
    }

    /** What keeps it from rest, for whoever looks for the reason. */
    String unrest() {
        return "tables %s, broker %s, provider %s, customers %s, processes %s"
                .formatted(
                        tables.isAtRest(),
                        broker.isAtRest(),
                        !provider.isLate(),
                        customers.areDone(),
                        services.all.stream().map(Process::isIdle).toList());
    }

    /** The way of an order goes through here. */
    void touch(BasicProperties message, int where) {
        String order = message.getCorrelationId();
        if (order != null) {
            long what = 31L * message.getType().hashCode() + where + schedule;
            ways.compute(order, (id, way) -> ((way == null ? 0 : way) + what) * MIX);
        }
    }

    /** One more step of the schedule that all orders share. */
    void schedule(int step) {
        schedule = (schedule + step) * MIX;
    }

    /** What tells the ways of this world's orders through it apart from all others. */
    List<Long> ways() {
        return tables.orders.rows.keySet().stream()
                .map(order -> ways.getOrDefault(order.toString(), 0L))
                .toList();
    }

    UUID newId() {
        long high = clock.instant().toEpochMilli() << 16 | 0x7000;
        return new UUID(high, 0x8000_0000_0000_0000L | ++ids);
    }

    int newPort() {
        return ++ports;
    }

    Order order(OrderId id) {
        return tables.orders.rows.get(id);
    }

    /** For how long something stood still on purpose. */
    Duration outages() {
        return Duration.ofMillis(outages);
    }

    Duration age() {
        return clock.since(began);
    }

    Chance chance() {
        return chance;
    }

    Setting setting() {
        return setting;
    }

    Parts parts() {
        return parts;
    }

    SimulatedClock clock() {
        return clock;
    }

    Contract<Event> contract() {
        return contract;
    }

    WorldEvents events() {
        return events;
    }

    MessagingConfiguration messaging() {
        return messaging;
    }

    Tables tables() {
        return tables;
    }

    SimulatedBroker broker() {
        return broker;
    }

    SimulatedProvider provider() {
        return provider;
    }

    SimulatedMail mail() {
        return mail;
    }

    Poisoner poisoner() {
        return poisoner;
    }

    Calls calls() {
        return calls;
    }
}
