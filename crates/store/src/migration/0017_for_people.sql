-- Topics and articles that a person answers, never Lotse.
alter table categories add column for_people bigint not null default 0;
alter table articles add column for_people bigint not null default 0;
