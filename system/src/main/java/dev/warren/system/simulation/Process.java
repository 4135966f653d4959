package dev.warren.system.simulation;

import dev.warren.messaging.Commands;
import dev.warren.messaging.Decider;
import dev.warren.messaging.Effects;
import dev.warren.messaging.Participant;
import dev.warren.messaging.States;
import dev.warren.messaging.batch.Database;
import dev.warren.messaging.batch.Machine;
import dev.warren.messaging.batch.ServiceCore;
import dev.warren.messaging.batch.ServiceCore.Surroundings;
import dev.warren.messaging.batch.ServiceRuntime.Service;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** One process of a service: production's core over simulated surroundings. It can crash at any step, and start again. */
final class Process<K extends Comparable<K>, S, I, F> implements Machine {

    /** What a process may do next. */
    enum Step {
        DELIVER,
        ROUND,
        PUBLISH,
        CONFIRM,
        EFFECT,
        LISTEN,
        CONNECT,
        START
    }

    private static final int KINDS = Step.values().length;

    private static final Step[] OF_THE_LIVING =
            EnumSet.complementOf(EnumSet.of(Step.START)).toArray(new Step[0]);

    /** What a process does before it takes another delivery, in a world of coarse steps. */
    private static final List<Step> TO_THE_END =
            List.of(Step.LISTEN, Step.CONNECT, Step.ROUND, Step.PUBLISH, Step.CONFIRM);

    /** What all processes of a service share. */
    record Kind<K extends Comparable<K>, S, I, F>(
            Participant participant,
            Decider<K, S, I, F> decider,
            States<K, S, I> states,
            Optional<Effects<I, F>> effects,
            Supplier<Optional<Instant>> nextDeadline,
            MemoryDatabase database,
            Database tables) {}

    static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration BIND_EVERY = Duration.ofSeconds(60);
    private static final int PREFETCH = 8;
    private static final MeterRegistry NO_METERS = new CompositeMeterRegistry();

    private final World world;
    private final int number;
    private final Kind<K, S, I, F> kind;
    private final Map<Step, Runnable> steps = new EnumMap<>(Step.class);
    private final List<Runnable> whenKilled = new ArrayList<>();
    private ServiceCore<dev.warren.events.Event, K, S, I, F> core;
    private SimulatedRelay relay;
    private SimulatedBroker.Consumer consumer;
    private Tasks tasks;
    private Heart heart;
    private Instant looksAt = Instant.MIN;
    private Instant bindsAt = Instant.MIN;
    /** With each start it says orders in the other version, so that both are under way at once. */
    private int starts;

    private int waiting;
    private long history;
    private boolean busy;

    Process(World world, int number, Kind<K, S, I, F> kind) {
        this.world = world;
        this.number = number;
        this.kind = kind;
        for (Step step : Step.values()) {
            steps.put(step, () -> take(step));
        }
        start();
    }

    Participant participant() {
        return kind.participant();
    }

    Commands<I, S> commands() {
        waiting++;
        return core.commands();
    }

    boolean isAlive() {
        return core != null;
    }

    /** Whether it may take a command. */
    boolean isFree() {
        return isAlive() && !busy;
    }

    /** Tells whoever waits for an answer of this process when there will be none. */
    void whenKilled(Runnable told) {
        whenKilled.add(told);
    }

    Heart heart() {
        return heart;
    }

    /** Hears the heartbeats of all that live, if it can. */
    void hear(Iterable<Heart> hearts) {
        if (consumer.isOpen()) {
            hearts.forEach(other -> heart.hear(other, world.clock().instant()));
        }
    }

    /** Whether nothing is under way in it. */
    boolean isIdle() {
        return isFree() && consumer.isOpen() && relay.isThrough() && tasks.isEmpty() && waiting == 0;
    }

    /** Offers what it may do next. */
    void offer(List<Runnable> offered) {
        if (busy) {
            return;
        }
        if (!isAlive()) {
            offered.add(steps.get(Step.START));
            return;
        }
        for (Step step : OF_THE_LIVING) {
            if (can(step)) {
                offered.add(steps.get(step));
            }
        }
    }

    private boolean can(Step step) {
        if (busy) {
            return false;
        }
        if (step == Step.START) {
            return !isAlive();
        }
        return isAlive()
                && switch (step) {
                    case DELIVER -> consumer.hasNext(PREFETCH);
                    case ROUND -> waiting > 0 || isTimeToLook() && hasWork();
                    case PUBLISH -> relay.canPublish();
                    case CONFIRM -> relay.canConfirm();
                    case EFFECT -> !tasks.isEmpty();
                    case LISTEN -> !consumer.isOpen();
                    case CONNECT -> !relay.isConnected() || relay.isDead();
                    case START -> false;
                };
    }

    /** Offers what it may do next, each to be done to its end. */
    void offerCoarse(List<Runnable> steps) {
        if (can(Step.DELIVER)) {
            steps.add(() -> takeToTheEnd(Step.DELIVER));
        }
        if (can(Step.EFFECT)) {
            steps.add(() -> takeToTheEnd(Step.EFFECT));
        }
        if (can(Step.START)) {
            steps.add(() -> takeToTheEnd(Step.START));
        }
        for (Step left : TO_THE_END) {
            if (can(left)) {
                steps.add(() -> takeToTheEnd(left));
                return;
            }
        }
    }

    private void takeToTheEnd(Step first) {
        Step next = first;
        while (next != null) {
            take(next);
            next = TO_THE_END.stream().filter(this::can).findFirst().orElse(null);
        }
    }

    /** What it has done so far. */
    long history() {
        return history;
    }

    private boolean isTimeToLook() {
        return !world.clock().instant().isBefore(looksAt);
    }

    /** A round without arrivals, outbox and deadlines would find nothing to do. */
    private boolean hasWork() {
        return kind.database().hasOutbox() || kind.nextDeadline().get().isPresent();
    }

    /** Time passes: a service that can publish says so once a second, which is all that its rounds would do now. */
    void idle() {
        if (isFree() && relay.isConnected() && !hasWork()) {
            kind.database().publishes(world.clock().instant());
            bindIfDue();
        }
    }

    private void bindIfDue() {
        if (!world.clock().instant().isBefore(bindsAt)) {
            bind();
        }
    }

    private void take(Step step) {
        world.schedule(number * KINDS + step.ordinal());
        history = history * 31 + step.ordinal();
        try {
            switch (step) {
                case DELIVER -> deliver();
                case ROUND -> round();
                case PUBLISH -> world.touch(relay.publish().properties(), number);
                case CONFIRM -> relay.confirm();
                case EFFECT -> perform();
                case LISTEN -> listen();
                case CONNECT -> reconnect();
                case START -> start();
            }
            cutSomething();
        } catch (Crash crash) {
            kill();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a simulated thread", e);
        }
    }

    private void deliver() {
        var delivery = consumer.next();
        world.touch(delivery.properties(), -number);
        history = history * 31 + delivery.properties().getMessageId().hashCode();
        core.receive(delivery);
        waiting++;
        world.parts().received(consumer);
    }

    private void round() throws InterruptedException {
        looksAt = world.clock().instant().plus(LOOK_EVERY);
        busy = true;
        try {
            core.round(Duration.ZERO);
            waiting = Math.max(0, waiting - world.setting().batchSize());
        } finally {
            busy = false;
        }
        bindIfDue();
    }

    private void perform() {
        tasks.runOne(world.chance());
        waiting++;
        if (core == null) {
            throw new Crash();
        }
    }

    private void listen() {
        consumer = world.broker().consume(kind.participant());
    }

    private void reconnect() {
        if (relay.isConnected()) {
            relay.cut();
        }
        relay.connect();
    }

    private void cutSomething() {
        if (world.chance().happens(Fault.CONSUMING_CUT)) {
            consumer.close();
            heart.deaf(world.clock().instant());
        }
        if (relay.isConnected() && world.chance().happens(Fault.PUBLISHING_CUT)) {
            relay.cut();
        }
        if (world.chance().happens(Fault.CRASH_IDLE)) {
            throw new Crash();
        }
    }

    private void bind() {
        bindsAt = world.clock().instant().plus(BIND_EVERY);
        world.parts().bind(world.broker(), kind.participant());
    }

    private void start() {
        relay = world.parts().relay(world.chance(), world.broker());
        tasks = new Tasks();
        consumer = world.broker().consume(kind.participant());
        heart = new Heart(
                world.newId(),
                participant().name(),
                world.newPort(),
                world.clock().instant());
        waiting = 0;
        core = new ServiceCore<>(
                new Service<>(
                        kind.participant(),
                        world.contract().saying(starts++ % 2 == 0 ? List.of() : List.of("order.placed.v1")),
                        kind.decider(),
                        kind.states(),
                        kind.effects().map(this::mayCrash)),
                world.messaging(),
                new Surroundings(kind.tables(), relay, this, NO_METERS));
        core.open();
        bind();
    }

    /** The world before and after a call is another: whatever the process knew of it is gone. */
    private Effects<I, F> mayCrash(Effects<I, F> effects) {
        return effect -> {
            crashIf(Fault.CRASH_BEFORE_CALL);
            I result = effects.perform(effect);
            crashIf(Fault.CRASH_AFTER_CALL);
            return result;
        };
    }

    /** The runtime keeps errors of an effect to itself, so the process is marked as well. */
    private void crashIf(Fault fault) {
        if (world.chance().happens(fault)) {
            kill();
            throw new Crash();
        }
    }

    private void kill() {
        if (consumer.isOpen()) {
            consumer.close();
        }
        core = null;
        world.schedule(-number);
        var told = List.copyOf(whenKilled);
        whenKilled.clear();
        told.forEach(Runnable::run);
    }

    @Override
    public Clock clock() {
        return world.clock();
    }

    @Override
    public ExecutorService effectThreads() {
        return tasks;
    }

    @Override
    public Executor answerThreads() {
        return Runnable::run;
    }

    /** Waiting is what others work in. */
    @Override
    public boolean happens(CountDownLatch event, Duration within) {
        world.goOnWhileOneWaits();
        if (world.chance().happens(Fault.CRASH_IDLE)) {
            throw new Crash();
        }
        return false;
    }
}
