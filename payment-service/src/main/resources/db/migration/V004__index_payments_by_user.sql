-- Customers list their own.
create index payments_by_user on payments (user_id, payment_id) where payment_id is not null;
