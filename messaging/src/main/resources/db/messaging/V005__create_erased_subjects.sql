-- Whose personal data was erased. Kept for good: what comes late must not be kept again. An id tells nothing once nothing else is there.
create table erased_subjects (
    subject   uuid primary key,
    erased_at timestamptz not null
);

-- A dead letter may go because its subject was erased.
alter table dead_letter_audit drop constraint dead_letter_audit_action_check;
alter table dead_letter_audit add constraint dead_letter_audit_action_check
    check (action in ('REDRIVEN', 'EDITED', 'DISCARDED', 'ERASED'));
