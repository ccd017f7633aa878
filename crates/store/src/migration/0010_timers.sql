-- A snooze ends by a job at its time, not by looking for it.
insert into jobs (id, name, payload, run_at, attempts, state)
    select id, 'wake', '{"conversation":"' || id || '","until":' || snoozed_until || '}',
    snoozed_until, 0, 'waiting' from conversations where snoozed_until is not null;
drop index conversations_by_snooze;
