-- The books of the simulated payment provider, which knows nothing of payments and orders. A key has one entry, for good:
-- whoever writes it first has decided what the key's answer is.
create table simulated_provider_ledger (
    key               text primary key,
    kind              text not null check (kind in ('CAPTURE', 'DECLINE', 'REFUND')),
    reference         text not null unique,
    -- What moved: positive for a capture, negative for its refund. The sum is what the provider holds.
    amount_minor      bigint not null,
    currency          char(3) not null,
    method            text not null,
    -- Of a refund, the capture that it gives back: once at most.
    capture_reference text unique references simulated_provider_ledger (reference),
    entered_at        timestamptz not null default now(),
    check (sign(amount_minor) = case kind when 'CAPTURE' then 1 when 'DECLINE' then 0 else -1 end),
    check ((capture_reference is not null) = (kind = 'REFUND'))
);

-- How often a key has failed before anything was entered.
create table simulated_provider_failures (
    key      text primary key,
    failures int not null
);
