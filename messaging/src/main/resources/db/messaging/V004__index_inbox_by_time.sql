-- Finds the ids that are old enough to be forgotten. A B-tree costs some 65 bytes of write-ahead log a row, and few of disk because
-- the rows of a batch share their time. A BRIN index costs next to nothing, but its ranges only ever widen: pages that are emptied
-- and filled again would all seem to hold old rows, and every search would read the whole table.
create index inbox_by_time on inbox (handled_at);
