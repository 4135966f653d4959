package dev.warren.system.simulation;

import dev.warren.events.CreditRefusal;
import dev.warren.events.OrderId;
import dev.warren.events.PaymentRefusal;
import dev.warren.events.UserId;
import dev.warren.messaging.Decider;
import dev.warren.messaging.Decision;
import dev.warren.messaging.Decision.Decided;
import dev.warren.messaging.Effects;
import dev.warren.messaging.Participant;
import dev.warren.messaging.Said;
import dev.warren.messaging.batch.Database;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.inbox.Inbox;
import dev.warren.messaging.outbox.Flight;
import dev.warren.messaging.outbox.Outbox;
import dev.warren.notifications.NotificationInput;
import dev.warren.notifications.Recipient;
import dev.warren.notifications.SendMail;
import dev.warren.orders.saga.Deadlines;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.OrderInput;
import dev.warren.orders.saga.OrderSaga;
import dev.warren.payments.Answer;
import dev.warren.payments.Payment;
import dev.warren.payments.PaymentInput;
import dev.warren.payments.ProviderCall;
import dev.warren.payments.provider.CaptureAnswer;
import dev.warren.payments.provider.PaymentProvider;
import dev.warren.payments.provider.RefundAnswer;
import dev.warren.users.Account;
import dev.warren.users.Credit;
import dev.warren.users.Reservation;
import dev.warren.users.User;
import dev.warren.users.UserInput;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.joda.money.Money;

/** Mistakes that somebody might make one day, each in one part of an otherwise unchanged system. */
enum Mutant {
    ACKNOWLEDGES_BEFORE_THE_COMMIT(new Parts() {
        @Override
        void received(SimulatedBroker.Consumer consumer) {
            consumer.acknowledgeAll();
        }
    }),
    KEEPS_NO_INBOX(inbox(kept -> new Inbox() {
        @Override
        public Set<UUID> insert(Connection transaction, Collection<UUID> ids, Instant now) {
            return new LinkedHashSet<>(ids);
        }

        @Override
        public void remove(Connection transaction, Collection<UUID> ids) {}
    })),
    DELETES_BEFORE_THE_CONFIRM(new Parts() {
        @Override
        SimulatedRelay relay(Chance chance, SimulatedBroker broker) {
            return new SimulatedRelay(chance, broker) {
                @Override
                protected void left(Message message) {
                    hold.landed(message, true);
                }
            };
        }
    }),
    IGNORES_WHAT_COMES_BACK(new Parts() {
        @Override
        SimulatedRelay relay(Chance chance, SimulatedBroker broker) {
            return new SimulatedRelay(chance, broker) {
                @Override
                protected void returned(Flight current, Message message) {}
            };
        }
    }),
    TAKES_A_REFUSED_MESSAGE_FOR_SENT(new Parts() {
        @Override
        SimulatedRelay relay(Chance chance, SimulatedBroker broker) {
            return new SimulatedRelay(chance, broker) {
                @Override
                protected void landed(Message message, boolean sent) {
                    hold.landed(message, true);
                }
            };
        }
    }),
    LOSES_CONFIRMS_OF_A_FAILED_COMMIT(new Parts() {
        @Override
        SimulatedRelay relay(Chance chance, SimulatedBroker broker) {
            return new SimulatedRelay(chance, broker) {
                @Override
                public void putBack(List<UUID> undeleted) {}
            };
        }
    }),
    NEVER_SWEEPS_THE_OUTBOX(outbox(kept -> new ForwardingOutbox(kept) {
        @Override
        public List<Message> claim(Connection transaction, Instant now, java.time.Duration age, int limit) {
            return List.of();
        }
    })),
    DROPS_DEAD_LETTERS(outbox(kept -> new ForwardingOutbox(kept) {
        @Override
        public void insert(Connection transaction, List<Message> messages, Instant now) throws java.sql.SQLException {
            super.insert(
                    transaction,
                    messages.stream()
                            .filter(message -> !message.routingKey().endsWith(".dead"))
                            .toList(),
                    now);
        }
    })),
    PUBLISHES_BEFORE_THE_COMMIT(new Parts() {
        @Override
        Database tables(MemoryDatabase database, SimulatedBroker broker) {
            Database tables = super.tables(database, broker);
            return with(tables, new ForwardingOutbox(tables.outbox()) {
                @Override
                public void insert(Connection transaction, List<Message> messages, Instant now)
                        throws java.sql.SQLException {
                    messages.forEach(broker::publish);
                    super.insert(transaction, messages, now);
                }
            });
        }
    }),
    FORGETS_TO_BIND_AGAIN(new Parts() {
        @Override
        void bind(SimulatedBroker broker, Participant participant) {}
    }),
    GIVES_UP_EARLY(new Parts() {
        @Override
        Decider<OrderId, Order, OrderInput, Void> orders(Deadlines deadlines) {
            return new OrderSaga(new Deadlines(
                    deadlines.creditDeadline().dividedBy(2),
                    deadlines.paymentDeadline().dividedBy(2)));
        }
    }),
    NEVER_GIVES_UP(orders((decider, state, input, now) ->
            input instanceof OrderInput.DeadlinePassed ? Decision.ignore() : decider.decide(state, input, now))),
    CANCELS_IN_SILENCE(orders((decider, state, input, now) ->
            decider.decide(state, input, now) instanceof Decided<Order, Void> decided
                            && decided.state() instanceof Order.Cancelled
                    ? Decision.become(decided.state())
                    : decider.decide(state, input, now))),
    CONFIRMS_WHAT_IS_CANCELLED(orders((decider, state, input, now) ->
            state instanceof Order.Cancelled it && input instanceof OrderInput.PaymentCaptured
                    ? Decision.become(new Order.Confirmed(it.purchase(), it.progress()))
                    : decider.decide(state, input, now))),
    IGNORES_A_LATE_CAPTURE(payments((decider, state, input, now) ->
            state instanceof Payment.Capturing it && it.isCancelled() && input instanceof PaymentInput.CaptureSucceeded
                    ? declined(it, PaymentRefusal.ORDER_CANCELLED, now)
                    : decider.decide(state, input, now))),
    SAYS_REFUNDED_AND_KEEPS_THE_MONEY(payments((decider, state, input, now) ->
            state instanceof Payment.Captured it && input instanceof PaymentInput.OrderCancelled
                    ? said(new Payment.Refunded(it.bill(), it.reference(), "none", new Answer(2, now)), now)
                    : decider.decide(state, input, now))),
    TAKES_UNKNOWN_FOR_DECLINED(payments((decider, state, input, now) ->
            state instanceof Payment.Capturing it && input instanceof PaymentInput.CaptureUnknown
                    ? declined(it, PaymentRefusal.DECLINED_BY_PROVIDER, now)
                    : decider.decide(state, input, now))),
    CAPTURES_UNDER_A_NEW_KEY_EACH_TIME(new Parts() {
        @Override
        PaymentProvider provider(PaymentProvider provider) {
            return new PaymentProvider() {
                private int calls;

                @Override
                public CaptureAnswer capture(String key, Money amount, String method) {
                    return provider.capture(key + "-" + ++calls, amount, method);
                }

                @Override
                public RefundAnswer refund(String key, String captureReference) {
                    return provider.refund(key, captureReference);
                }
            };
        }
    }),
    KEEPS_THE_CREDIT_OF_A_CANCELLED_ORDER(credit((decider, state, input, now) -> state != null
                    && input instanceof UserInput.OrderCancelled
                    && decider.decide(state, input, now) instanceof Decided<Account, Void> decided
            ? new Decided<>(
                    new Account(state.userId(), state.user(), decided.state().reservations()),
                    decided.said(),
                    List.of())
            : decider.decide(state, input, now))),
    RESERVES_TWICE(credit((decider, state, input, now) -> input instanceof UserInput.OrderPlaced order
                    && decider.decide(state, input, now) instanceof Decided<Account, Void> decided
                    && decided.state().reservations().get(order.orderId()) instanceof Reservation.Reserved
            ? new Decided<>(reserving(decided.state(), order.total()), decided.said(), List.of())
            : decider.decide(state, input, now))),
    GRANTS_ABOVE_THE_LIMIT(credit((decider, state, input, now) -> input instanceof UserInput.OrderPlaced order
                    && decider.decide(state, input, now) instanceof Decided<Account, Void> decided
                    && decided.state().reservations().get(order.orderId()) instanceof Reservation.Refused refused
                    && refused.reason() == CreditRefusal.INSUFFICIENT_CREDIT
            ? granted(state, order, now)
            : decider.decide(state, input, now))),
    SAYS_IT_AGAIN_UNDER_A_NEW_ID(credit((decider, state, input, now) ->
            decider.decide(state, input, now) instanceof Decided<Account, Void> decided
                    ? new Decided<>(
                            decided.state(),
                            decided.said().stream()
                                    .map(said -> new Said(said.event(), said.sequence(), now))
                                    .toList(),
                            List.of())
                    : decider.decide(state, input, now))),
    SENDS_EVERY_MAIL_TWICE(new Parts() {
        @Override
        Effects<NotificationInput, SendMail> mail(Effects<NotificationInput, SendMail> mail) {
            return effect -> {
                mail.perform(effect);
                return mail.perform(effect);
            };
        }
    }),
    SENDS_UNDER_A_NEW_MESSAGE_ID(new Parts() {
        private int mails;

        @Override
        String messageId(SendMail mail) {
            return mail.messageId() + ++mails;
        }
    }),
    TELLS_NOBODY_OF_CANCELLATIONS(new Parts() {
        @Override
        Decider<UserId, Recipient, NotificationInput, SendMail> notifications(java.time.Duration addressDeadline) {
            return changed(
                    super.notifications(addressDeadline),
                    (decider, state, input, now) -> input instanceof NotificationInput.OrderCancelled
                            ? Decision.ignore()
                            : decider.decide(state, input, now));
        }
    });

    private final Parts parts;

    Mutant(Parts parts) {
        this.parts = parts;
    }

    /** The system with this mistake in it. */
    Parts parts() {
        return parts;
    }

    private interface Mistake<K extends Comparable<K>, S, I, F> {
        Decision<S, F> decide(Decider<K, S, I, F> right, S state, I input, Instant now);
    }

    private static <K extends Comparable<K>, S, I, F> Decider<K, S, I, F> changed(
            Decider<K, S, I, F> right, Mistake<K, S, I, F> mistake) {
        return new Decider<>() {
            @Override
            public I hear(Object event, long sequence) {
                return right.hear(event, sequence);
            }

            @Override
            public K key(I input) {
                return right.key(input);
            }

            @Override
            public Decision<S, F> decide(S state, I input, Instant now) {
                return mistake.decide(right, state, input, now);
            }
        };
    }

    private static Parts orders(Mistake<OrderId, Order, OrderInput, Void> mistake) {
        return new Parts() {
            @Override
            Decider<OrderId, Order, OrderInput, Void> orders(Deadlines deadlines) {
                return changed(super.orders(deadlines), mistake);
            }
        };
    }

    private static Parts payments(Mistake<OrderId, Payment, PaymentInput, ProviderCall> mistake) {
        return new Parts() {
            @Override
            Decider<OrderId, Payment, PaymentInput, ProviderCall> payments() {
                return changed(super.payments(), mistake);
            }
        };
    }

    private static Parts credit(Mistake<UserId, Account, UserInput, Void> mistake) {
        return new Parts() {
            @Override
            Decider<UserId, Account, UserInput, Void> credit() {
                return changed(super.credit(), mistake);
            }
        };
    }

    private static Parts inbox(UnaryOperator<Inbox> change) {
        return new Parts() {
            @Override
            Database tables(MemoryDatabase database, SimulatedBroker broker) {
                Database it = super.tables(database, broker);
                return new Database(it.source(), change.apply(it.inbox()), it.outbox(), it.suspects(), it.publishing());
            }
        };
    }

    private static Parts outbox(UnaryOperator<Outbox> change) {
        return new Parts() {
            @Override
            Database tables(MemoryDatabase database, SimulatedBroker broker) {
                Database it = super.tables(database, broker);
                return with(it, change.apply(it.outbox()));
            }
        };
    }

    private static Database with(Database it, Outbox outbox) {
        return new Database(it.source(), it.inbox(), outbox, it.suspects(), it.publishing());
    }

    private static Decision<Payment, ProviderCall> declined(Payment.Billed it, PaymentRefusal reason, Instant now) {
        return said(new Payment.Declined(it.bill(), reason, new Answer(1, now)), now);
    }

    private static Decision<Payment, ProviderCall> said(Payment.Answered it, Instant now) {
        return Decision.<Payment, ProviderCall>become(it)
                .say(it.event(), it.answer().sequence(), now);
    }

    private static Account reserving(Account account, Money more) {
        User user = account.user();
        var credit = new Credit(user.credit().limit(), user.credit().reserved().plus(more));
        return new Account(
                user.id(), new User(user.id(), user.profile(), credit, user.sequence()), account.reservations());
    }

    private static Decision<Account, Void> granted(Account account, UserInput.OrderPlaced order, Instant now) {
        var answer = new dev.warren.users.Answer(1, now);
        var reserved = new Reservation.Reserved(order.orderId(), order.userId(), order.total(), answer);
        var all = new java.util.HashMap<>(Map.copyOf(account.reservations()));
        all.put(order.orderId(), reserved);
        var with = new Account(account.userId(), account.user(), all);
        return Decision.<Account, Void>become(reserving(with, order.total())).say(reserved.event(), 1, now);
    }
}
