-- One row per user that has registered. Every order changes its account's row: room for the new version on the same page keeps
-- the index out of it.
create table accounts (
    user_id        uuid primary key,
    -- Both null once the user is erased.
    name           text,
    email          text,
    currency       char(3) not null,
    limit_minor    bigint not null check (limit_minor >= 0),
    reserved_minor bigint not null check (reserved_minor >= 0),
    -- Of the last event about the user.
    sequence       bigint not null check (sequence > 0),
    check ((name is null) = (email is null))
) with (fillfactor = 70);

-- One row per order that asked for credit, or was cancelled before it did (a TOMBSTONE). Also for users that nobody knows,
-- hence no foreign key. Never deleted: a message that comes back months later must find it.
create table reservations (
    order_id     uuid primary key,
    user_id      uuid not null,
    status       text not null check (status in ('RESERVED', 'REFUSED', 'RELEASED', 'TOMBSTONE')),
    currency     char(3),
    amount_minor bigint check (amount_minor >= 0),
    reason       text,
    -- The event that was said last, to be said again unchanged.
    sequence     bigint not null check (sequence > 0),
    said_at      timestamptz not null,
    check (case status when 'REFUSED' then reason is not null else num_nulls(currency, amount_minor) = 0 end)
);
