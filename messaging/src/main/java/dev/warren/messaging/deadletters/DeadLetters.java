package dev.warren.messaging.deadletters;

import com.fasterxml.uuid.Generators;
import dev.warren.messaging.Participant;
import dev.warren.messaging.Privacy;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.deadletters.Audit.Action;
import dev.warren.messaging.deadletters.DeadLetter.Status;
import dev.warren.messaging.deadletters.RefusedException.Reason;
import dev.warren.messaging.erasure.Erasures;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.outbox.Outbox;
import dev.warren.messaging.outbox.WireProperties;
import dev.warren.messaging.retry.FailedMessages;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The dead letters of a service: drained from its dead queue into a table, and what people may do about them. Every deed is one
 * transaction together with its audit row; a message that is sent back leaves through the outbox, under its own id, so the inbox
 * still holds. Methods block on the database and throw {@link SQLException} when it is away; thread-safe.
 */
public final class DeadLetters implements AutoCloseable {

    /**
     * @param inboxKeeps how long the inbox remembers what was handled
     * @param redriveRate messages a second that a redrive of many sends at most
     * @param privacy whose dead letters are not kept any more once they are erased
     */
    public record Settings(Duration inboxKeeps, int redriveRate, Privacy privacy) {}

    private final Participant participant;
    private final Transactions transactions;
    private final Consumer<List<Message>> relay;
    private final Settings settings;
    private final Clock clock;
    private final DeadLetterRows rows = new DeadLetterRows();
    private final Audit audit = new Audit();
    private final Outbox outbox = new Outbox();
    private final Erasures erasures;
    private final Drain drain;
    private final Redrives redrives;
    private volatile long parked;

    /** @param relay takes over messages once they are committed to the outbox; must not block */
    public DeadLetters(
            Participant participant,
            Link consuming,
            DataSource database,
            Consumer<List<Message>> relay,
            Settings settings,
            Clock clock) {
        this.participant = participant;
        this.transactions = new Transactions(database);
        this.relay = relay;
        this.settings = settings;
        this.erasures = new Erasures(settings.privacy());
        this.clock = clock;
        this.drain = new Drain(consuming, participant.deadQueue(), new Drain.Store() {
            @Override
            public void store(List<Delivery> deliveries) throws SQLException {
                DeadLetters.this.store(deliveries);
            }

            @Override
            public void look() throws SQLException {
                settle();
            }
        });
        this.redrives = new Redrives(this, transactions, settings.redriveRate(), clock);
    }

    /** Starts draining in the background and returns at once. */
    public void start() {
        drain.start();
    }

    /** How many wait for somebody to decide, as of about a second ago. */
    public long parked() {
        return parked;
    }

    private void store(List<Delivery> deliveries) throws SQLException {
        transactions.run(transaction -> {
            erasures.holdOff(transaction);
            for (Delivery delivery : deliveries) {
                var parked = ParkedMessage.of(delivery, now());
                if (!isErased(transaction, parked)) {
                    rows.store(transaction, parked);
                }
            }
            return null;
        });
    }

    private boolean isErased(Connection transaction, ParkedMessage parked) throws SQLException {
        return erasures.mustForget(
                transaction,
                parked.messageId(),
                Optional.ofNullable(parked.type()),
                WireProperties.write(parked.properties()),
                parked.body(),
                now());
    }

    /** Finds out what became of those that were sent back. */
    void settle() throws SQLException {
        parked = transactions.run(transaction -> {
            rows.settle(transaction);
            return rows.count(transaction, Status.PARKED);
        });
    }

    /** One page, newest first. */
    public List<DeadLetter> page(Filter filter, Optional<UUID> below, int limit) throws SQLException {
        return transactions.run(transaction -> {
            rows.settle(transaction);
            return rows.page(transaction, filter, below, limit);
        });
    }

    /** @throws RefusedException if there is none */
    public DeadLetter find(UUID id) throws SQLException {
        return transactions.run(transaction -> {
            rows.settle(transaction);
            return rows.find(transaction, id).orElseThrow(() -> unknown(id));
        });
    }

    /** What was done about it, oldest first. */
    public List<Audit.Entry> deeds(UUID id) throws SQLException {
        return transactions.run(transaction -> audit.of(transaction, id));
    }

    /**
     * Sends a parked message back to the service's queue. When it fails again it is parked again at once.
     *
     * @param force also when the inbox may have forgotten whether the message was handled
     * @throws RefusedException if it is not parked, or too old
     */
    public DeadLetter redrive(UUID id, boolean force, String byWhom) throws SQLException {
        var sent = transactions.run(transaction -> {
            DeadLetter letter = parked(transaction, id);
            if (!force) {
                requireRemembered(letter);
            }
            rows.set(transaction, id, Status.REDRIVEN);
            write(transaction, letter, Action.REDRIVEN, byWhom, force ? "forced" : null);
            var message = redriven(letter);
            outbox.insert(transaction, List.of(message), now());
            return message;
        });
        relay.accept(List.of(sent));
        return find(id);
    }

    /**
     * Corrects a parked message.
     *
     * @throws RefusedException if it is not parked, or was changed since the editor saw it
     */
    public DeadLetter edit(UUID id, Edit edit, String byWhom) throws SQLException {
        transactions.run(transaction -> {
            DeadLetter letter = parked(transaction, id);
            if (letter.version() != edit.version()) {
                throw new RefusedException(
                        Reason.CHANGED_MEANWHILE,
                        "dead letter %s is at version %d, not %d: read it again before you edit it"
                                .formatted(id, letter.version(), edit.version()));
            }
            DeadLetter edited = edit.of(letter);
            if (!rows.replace(transaction, edited)) {
                throw new RefusedException(
                        Reason.ALIKE,
                        "another dead letter has the message id %s and this body already: send back or discard that one"
                                .formatted(edited.messageId()));
            }
            write(transaction, letter, Action.EDITED, byWhom, null);
            return null;
        });
        return find(id);
    }

    /** Marks a parked message as one that need not be handled. Its row stays until it is cleaned with the closed ones. */
    public DeadLetter discard(UUID id, String reason, String byWhom) throws SQLException {
        transactions.run(transaction -> {
            DeadLetter letter = parked(transaction, id);
            rows.set(transaction, id, Status.DISCARDED);
            write(transaction, letter, Action.DISCARDED, byWhom, reason);
            return null;
        });
        return find(id);
    }

    /**
     * Sends all parked messages that match back, in the background: one, then ten, then the rest at a limited rate, and stops at the
     * first that fails again.
     *
     * @throws RefusedException if another such redrive is under way
     */
    public Redrive redrive(Filter filter, boolean force, String byWhom) throws SQLException {
        List<UUID> ids = transactions.run(transaction -> rows.ids(transaction, filter.parked()));
        return redrives.start(ids, force, byWhom);
    }

    /** @throws RefusedException if there is none */
    public Redrive findRedrive(UUID id) throws SQLException {
        return redrives.find(id);
    }

    private DeadLetter parked(Connection transaction, UUID id) throws SQLException {
        rows.settle(transaction);
        DeadLetter letter = rows.lock(transaction, id).orElseThrow(() -> unknown(id));
        if (letter.status() != Status.PARKED) {
            throw new RefusedException(
                    Reason.NOT_PARKED, "dead letter %s is %s, not PARKED".formatted(id, letter.status()));
        }
        return letter;
    }

    /** A copy of an old message may have been handled so long ago that its id is gone. */
    private void requireRemembered(DeadLetter letter) {
        var forgotten = now().minus(settings.inboxKeeps());
        if (letter.firstFailedAt().isBefore(forgotten)) {
            throw new RefusedException(
                    Reason.OLDER_THAN_INBOX,
                    "dead letter %s first failed at %s, and the inbox remembers only what was handled since %s: had another copy of it been handled, it would be handled twice. Make sure that it was not, then force it"
                            .formatted(letter.id(), letter.firstFailedAt(), forgotten));
        }
    }

    private void write(Connection transaction, DeadLetter letter, Action action, String byWhom, String note)
            throws SQLException {
        audit.write(transaction, letter, new Audit.Entry(action, byWhom, note, now()));
    }

    private Message redriven(DeadLetter letter) {
        Map<String, Object> headers = new HashMap<>();
        if (letter.properties().getHeaders() != null) {
            headers.putAll(letter.properties().getHeaders());
        }
        headers.put(FailedMessages.REDRIVEN, true);
        return new Message(
                Generators.timeBasedEpochGenerator().generate(),
                participant.ownExchange(),
                participant.queue(),
                letter.properties().builder().headers(headers).deliveryMode(2).build(),
                letter.body());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static RefusedException unknown(UUID id) {
        return new RefusedException(Reason.NO_SUCH_DEAD_LETTER, "there is no dead letter " + id);
    }

    /** Stops draining and ends a redrive of many after the message it is about to send. */
    @Override
    public void close() throws InterruptedException {
        redrives.close();
        drain.close();
    }
}
