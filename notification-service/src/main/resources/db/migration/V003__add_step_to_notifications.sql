-- The traceparent of the step that changed the notification last: a mail that is sent after a crash belongs to its trace.
alter table notifications add column step text;
