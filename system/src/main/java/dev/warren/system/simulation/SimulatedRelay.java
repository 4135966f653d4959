package dev.warren.system.simulation;

import dev.warren.messaging.events.Message;
import dev.warren.messaging.outbox.Flight;
import dev.warren.messaging.outbox.Hold;
import dev.warren.messaging.outbox.Outgoing;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Production's relay step by step: its bookkeeping of what is held, in flight and confirmed, over channels of the simulated broker. */
class SimulatedRelay implements Outgoing {

    private static final int CAPACITY = 100;
    private static final int WINDOW = 8;

    private final Chance chance;
    private final SimulatedBroker broker;
    protected final Hold hold = new Hold(CAPACITY);

    /** Null between two channels. */
    private Flight flight;

    private long number;

    /** What the broker has taken and not confirmed. */
    private final TreeSet<Long> taken = new TreeSet<>();

    /** From then on nothing passes until somebody notices. */
    private boolean dead;

    SimulatedRelay(Chance chance, SimulatedBroker broker) {
        this.chance = chance;
        this.broker = broker;
        connect();
    }

    boolean isConnected() {
        return flight != null;
    }

    void connect() {
        flight = new Flight(WINDOW, this::landed);
        number = 0;
        dead = false;
    }

    /** The channel closes, and all that was not confirmed is published again on the next. */
    void cut() {
        hold.takeBack(flight.unconfirmed());
        flight = null;
        taken.clear();
    }

    boolean isDead() {
        return dead;
    }

    boolean canPublish() {
        return flight != null && hold.hasWaiting() && flight.size() < WINDOW;
    }

    boolean canConfirm() {
        return !dead && !taken.isEmpty();
    }

    @Override
    public boolean isIdle() {
        return !isPublishing() || hold.isEmpty();
    }

    /** Unlike {@link #isIdle}, not while nothing goes out. */
    boolean isThrough() {
        return flight != null && flight.size() == 0 && !hold.hasWaiting();
    }

    Message publish() throws InterruptedException {
        flight.board(0, TimeUnit.MILLISECONDS);
        Message message = hold.next(0);
        flight.add(++number, message);
        dead |= chance.happens(Fault.PUBLISH_LOST);
        if (!dead) {
            if (!broker.publish(message)) {
                returned(flight, message);
            }
            taken.add(number);
        }
        left(message);
        if (chance.happens(Fault.CRASH_AFTER_PUBLISH)) {
            throw new Crash();
        }
        return message;
    }

    void confirm() {
        if (chance.happens(Fault.NOT_CONFIRMED)) {
            dead = true;
            return;
        }
        long upTo = List.copyOf(taken).get(chance.below(taken.size()));
        boolean multiple = chance.below(2) == 1;
        if (chance.happens(Fault.REFUSED)) {
            flight.handleNack(upTo, multiple);
        } else {
            flight.handleAck(upTo, multiple);
        }
        if (multiple) {
            taken.headSet(upTo, true).clear();
        } else {
            taken.remove(upTo);
        }
        if (chance.happens(Fault.CRASH_AFTER_CONFIRM)) {
            throw new Crash();
        }
    }

    protected void landed(Message message, boolean sent) {
        hold.landed(message, sent);
    }

    protected void returned(Flight current, Message message) {
        current.returned(message.properties().getMessageId());
    }

    /** It is on its way to the broker, which has not said anything yet. */
    protected void left(Message message) {}

    @Override
    public void offer(List<Message> messages) {
        hold.load(messages);
    }

    @Override
    public int room() {
        return hold.room();
    }

    @Override
    public boolean isHalfEmpty() {
        return hold.room() >= (CAPACITY + 1) / 2;
    }

    @Override
    public List<UUID> takeConfirmed() {
        return hold.takeConfirmed();
    }

    @Override
    public void forget(List<UUID> deleted) {
        hold.forget(deleted);
    }

    @Override
    public void putBack(List<UUID> undeleted) {
        hold.putBack(undeleted);
    }

    @Override
    public boolean isPublishing() {
        return flight != null;
    }
}
