-- The timeline: one row per event that an order received or said. Rows are only added, and go once they are old.
create table order_events (
    order_id    uuid not null,
    event_id    uuid not null,
    -- The order of handling, which times do not tell within a millisecond.
    position    bigint not null generated always as identity,
    type        text not null,
    said        boolean not null,
    sequence    bigint not null,
    -- As its speaker says; null if a foreign one does not.
    happened_at timestamptz,
    handled_at  timestamptz not null,
    -- A W3C trace id has the size of a uuid.
    trace_id    uuid not null,
    primary key (order_id, event_id)
);

create index order_events_by_time on order_events (handled_at);
