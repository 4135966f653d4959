-- One row per order that asked for a payment, or was cancelled before it did (a TOMBSTONE, without a payment).
create table payments (
    order_id          uuid primary key,
    payment_id        uuid unique,
    user_id           uuid,
    amount_minor      bigint check (amount_minor > 0),
    currency          char(3),
    method            text,
    requested_at      timestamptz,
    status            text not null check (status in ('TOMBSTONE', 'CAPTURING', 'CAPTURED', 'DECLINED', 'REFUNDING',
                                                      'REFUNDED', 'REFUND_FAILED', 'UNRESOLVED')),
    reason            text,
    updated_at        timestamptz not null,
    -- The order was cancelled while the capture was under way.
    is_cancelled      boolean not null,
    -- The call to the provider that has no certain outcome yet, or had none until it was given up.
    asking_since      timestamptz,
    attempts          int,
    deadline          timestamptz,
    capture_reference text,
    refund_reference  text,
    -- The event that was said last, to be said again unchanged.
    sequence          bigint,
    said_at           timestamptz,
    check (status = 'TOMBSTONE' or num_nulls(payment_id, user_id, amount_minor, currency, method, requested_at) = 0),
    check (status not in ('CAPTURING', 'REFUNDING', 'UNRESOLVED') or num_nulls(asking_since, attempts, deadline) = 0)
);

create index payments_by_deadline on payments (deadline) where status in ('CAPTURING', 'REFUNDING');
create index payments_that_need_somebody on payments (payment_id) where status in ('REFUND_FAILED', 'UNRESOLVED');
