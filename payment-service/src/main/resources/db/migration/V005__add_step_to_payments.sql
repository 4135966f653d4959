-- The traceparent of the step that changed the payment last: a call that is made again after a crash belongs to its trace.
alter table payments add column step text;
