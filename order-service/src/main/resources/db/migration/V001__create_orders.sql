-- One row per order. Its items are never asked for one by one, so they are one column.
create table orders (
    id              uuid primary key,
    user_id         uuid not null,
    items           text not null,
    total_minor     bigint not null check (total_minor > 0),
    currency        char(3) not null,
    payment_method  text not null,
    idempotency_key text,
    placed_at       timestamptz not null,
    status          text not null check (status in ('PLACED', 'CREDIT_RESERVED', 'CONFIRMED', 'CANCELLED')),
    reason          text,
    -- Answers to the cancellation that have not come yet.
    outstanding     text check (outstanding in ('NOTHING', 'RELEASE', 'REFUND', 'RELEASE_AND_REFUND')),
    -- Of the last event that was said.
    sequence        bigint not null check (sequence >= 1),
    deadline        timestamptz,
    updated_at      timestamptz not null,
    check ((deadline is not null) = (status in ('PLACED', 'CREDIT_RESERVED'))),
    check ((status = 'CANCELLED') = (num_nulls(reason, outstanding) = 0))
);

create index orders_by_deadline on orders (deadline) where deadline is not null;
create index orders_by_user on orders (user_id, id);
create index orders_by_status on orders (status, id);
create unique index orders_by_idempotency_key on orders (user_id, idempotency_key) where idempotency_key is not null;
