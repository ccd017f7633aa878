-- How often a conversation's changes were told, and by which process the last time. `change` is 0
-- while the newest change has no number yet.
alter table conversations add column told bigint not null default 0;
alter table conversations add column told_by text not null default '';
create index conversations_untold on conversations (id) where change = 0;
