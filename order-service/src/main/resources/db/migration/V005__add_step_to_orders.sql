-- The traceparent of the step that changed the order last: what a passed deadline leads to belongs to its trace.
alter table orders add column step text;
