-- Once its key is not asked about any more, a count of failures can go.
alter table simulated_provider_failures add last_at timestamptz not null default now();
