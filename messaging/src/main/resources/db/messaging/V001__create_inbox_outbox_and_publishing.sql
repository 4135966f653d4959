-- Ids of messages whose effect is committed: a redelivery finds its id and is skipped.
create table inbox (
    message_id uuid primary key,
    handled_at timestamptz not null
);

-- Messages that are committed and not yet confirmed by the broker.
create table outbox (
    id          uuid primary key,
    exchange    text not null,
    routing_key text not null,
    properties  bytea not null,
    body        bytea not null,
    said_at     timestamptz not null,
    claimed_at  timestamptz not null
);
create index outbox_by_claim on outbox (claimed_at);

-- One row: when this service could last publish. A gap is an outage, and deadlines move by it.
create table publishing (
    only_row boolean primary key default true check (only_row),
    last_at  timestamptz not null
);
insert into publishing (last_at) values (now());
