-- Everybody who was heard of or has something to be told. Names and addresses are here and nowhere else.
create table recipients (
    user_id          uuid primary key,
    name             text,
    email            text,
    -- The version of the user that said so: an older one does not overwrite it.
    contact_sequence bigint,
    is_erased        boolean not null,
    check (num_nulls(name, email, contact_sequence) in (0, 3)),
    check (not is_erased or name is null)
);

-- The id follows from order and template, so an order has one of each at most and is found without another index.
create table notifications (
    notification_id     uuid primary key,
    order_id            uuid not null,
    user_id             uuid not null,
    template            text not null check (template in ('ORDER_CONFIRMED', 'ORDER_CANCELLED')),
    channel             text not null check (channel in ('EMAIL', 'RECORD')),
    total_minor         bigint not null check (total_minor > 0),
    currency            char(3) not null,
    cancellation_reason text,
    status              text not null check (status in ('WAITING_FOR_ADDRESS', 'SENDING', 'SENT', 'FAILED', 'SKIPPED')),
    failure             text,
    attempts            int,
    deadline            timestamptz,
    updated_at          timestamptz not null,
    check ((template = 'ORDER_CANCELLED') = (cancellation_reason is not null)),
    check ((status = 'FAILED') = (failure is not null)),
    check ((status = 'SENDING') = (attempts is not null)),
    check ((status in ('WAITING_FOR_ADDRESS', 'SENDING')) = (deadline is not null))
);

create index notifications_by_deadline on notifications (deadline) where status in ('WAITING_FOR_ADDRESS', 'SENDING');
create index notifications_waiting_for_address on notifications (user_id) where status = 'WAITING_FOR_ADDRESS';
