package dev.warren.events;

import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened, as one service tells the others. Events are immutable and valid: a record that exists keeps
 * every rule of the contract, so neither writing nor reading one back can fail. Making one that breaks a rule throws
 * {@link InvalidFieldException}.
 */
public sealed interface Event permits UserEvent, OrderEvent, PaymentEvent, NotificationEvent {

    /** The id of the aggregate that speaks; events of one subject are numbered without a gap. */
    UUID subject();

    /** The order this belongs to, if any: the correlation id of its message. */
    Optional<OrderId> order();
}
