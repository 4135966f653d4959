package dev.warren.system.check;

import dev.warren.system.check.Books.Account;
import dev.warren.system.check.Books.Entry;
import dev.warren.system.check.Books.Line;
import dev.warren.system.check.Books.Notification;
import dev.warren.system.check.Books.Order;
import dev.warren.system.check.Books.Payment;
import dev.warren.system.check.Books.Recipient;
import dev.warren.system.check.Books.Reservation;
import dev.warren.system.check.Mailroom.Mail;
import dev.warren.system.check.Traffic.Event;
import dev.warren.system.check.Traffic.Parked;
import dev.warren.system.check.Traffic.Poison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A copy of evidence that may be changed, and made evidence again. */
public final class Tampered {

    public Limits limits = Limits.DEFAULT;
    public final List<Call> calls = new ArrayList<>();
    public final List<Order> orders = new ArrayList<>();
    public final List<Account> accounts = new ArrayList<>();
    public final List<Reservation> reservations = new ArrayList<>();
    public final List<Payment> payments = new ArrayList<>();
    public final List<Entry> ledger = new ArrayList<>();
    public final List<Recipient> recipients = new ArrayList<>();
    public final List<Notification> notifications = new ArrayList<>();
    public final List<Line> timelines = new ArrayList<>();
    public final Map<String, Set<String>> hears = new HashMap<>();
    public final List<Event> events = new ArrayList<>();
    public final Map<String, Set<UUID>> inboxes = new HashMap<>();
    public final Map<String, Set<UUID>> outboxes = new HashMap<>();
    public final List<Parked> parked = new ArrayList<>();
    public final List<Poison> poison = new ArrayList<>();
    public final List<Broker.Queue> queues = new ArrayList<>();
    public final Set<Broker.Binding> bindings = new HashSet<>();
    public final Set<Broker.Binding> catalogue = new HashSet<>();
    public final List<Mail> mails = new ArrayList<>();
    public int mailWindows;
    public final Set<String> live = new HashSet<>();
    public final Map<String, Set<String>> views = new HashMap<>();
    public final List<Instances.Pause> pauses = new ArrayList<>();
    public final List<Resource> resources = new ArrayList<>();

    static Tampered of(Evidence evidence) {
        var copy = new Tampered();
        copy.limits = evidence.limits();
        copy.calls.addAll(evidence.calls().orElseThrow());
        copy.orders.addAll(evidence.books().orders());
        copy.accounts.addAll(evidence.books().accounts());
        copy.reservations.addAll(evidence.books().reservations());
        copy.payments.addAll(evidence.books().payments());
        copy.ledger.addAll(evidence.books().ledger());
        copy.recipients.addAll(evidence.books().recipients());
        copy.notifications.addAll(evidence.books().notifications());
        copy.timelines.addAll(evidence.books().timelines());
        copy.hears.putAll(evidence.traffic().hears());
        copy.events.addAll(evidence.traffic().events());
        evidence.traffic().inboxes().forEach((service, ids) -> copy.inboxes.put(service, new HashSet<>(ids)));
        evidence.traffic().outboxes().forEach((service, ids) -> copy.outboxes.put(service, new HashSet<>(ids)));
        copy.parked.addAll(evidence.traffic().parked());
        copy.poison.addAll(evidence.traffic().poison());
        copy.queues.addAll(evidence.broker().orElseThrow().queues());
        copy.bindings.addAll(evidence.broker().orElseThrow().bindings());
        copy.catalogue.addAll(evidence.broker().orElseThrow().catalogue());
        copy.mails.addAll(evidence.mailroom().orElseThrow().mails());
        copy.mailWindows = evidence.mailroom().orElseThrow().windows();
        copy.live.addAll(evidence.instances().orElseThrow().live());
        evidence.instances().orElseThrow().views().forEach((it, view) -> copy.views.put(it, new HashSet<>(view)));
        copy.pauses.addAll(evidence.instances().orElseThrow().pauses());
        copy.resources.addAll(evidence.resources().orElseThrow());
        return copy;
    }

    Evidence evidence() {
        return new Evidence(
                Instant.now(),
                limits,
                Optional.of(calls),
                new Books(orders, accounts, reservations, payments, ledger, recipients, notifications, timelines),
                new Traffic(hears, events, inboxes, outboxes, parked, poison),
                Optional.of(new Broker(queues, bindings, catalogue)),
                Optional.of(new Mailroom(mails, Set.of(), mailWindows)),
                Optional.of(new Instances(live, views, pauses)),
                Optional.of(resources));
    }

    /** The first that is so. */
    static <T> T first(List<T> rows, Predicate<T> is) {
        return rows.stream().filter(is).findFirst().orElseThrow();
    }

    /** Replaces the first that is so. */
    static <T> void change(List<T> rows, Predicate<T> is, UnaryOperator<T> change) {
        T row = first(rows, is);
        rows.set(rows.indexOf(row), change.apply(row));
    }

    /** The same record with another value of one component. */
    @SuppressWarnings("unchecked") // the canonical constructor of R makes an R
    static <R extends Record> R with(R row, String component, Object value) {
        try {
            var components = row.getClass().getRecordComponents();
            var types = new Class<?>[components.length];
            var values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getName().equals(component)
                        ? value
                        : components[i].getAccessor().invoke(row);
            }
            return (R) row.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(row.getClass() + " with another " + component, e);
        }
    }
}
