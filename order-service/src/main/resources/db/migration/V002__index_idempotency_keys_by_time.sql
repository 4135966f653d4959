-- Finds the keys that are old enough to be forgotten. Orders without a key are not in it.
create index orders_with_key_by_time on orders (placed_at) where idempotency_key is not null;
