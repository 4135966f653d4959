-- Customers list their own.
create index notifications_by_user on notifications (user_id, notification_id);
