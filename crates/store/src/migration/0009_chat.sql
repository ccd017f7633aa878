-- Chat and forms are one inbox: who holds a conversation, how its messages are numbered, and the
-- list of the desk it stands in.
insert into counters (name, value) values ('change', 0);

alter table brands add column chat_mode text not null default 'answer';
alter table brands add column chat_origins text not null default '[]';

alter table conversations add column channel text not null default 'form';
alter table conversations add column holder text not null default 'queue';
alter table conversations add column agent text;
alter table conversations add column place text not null default 'queue';
alter table conversations add column version bigint not null default 0;
alter table conversations add column change bigint not null default 0;
alter table conversations add column last_seq bigint not null default 0;
alter table conversations add column misses bigint not null default 0;
alter table conversations add column card text;
alter table conversations add column snoozed_until bigint;
alter table conversations add column seen_by_contact bigint not null default 0;
alter table conversations add column seen_by_agent bigint not null default 0;
update conversations set place = 'resolved' where status = 'resolved';
update conversations set last_seq = (
    select count(*) from messages m
    where m.conversation = conversations.id and m.author <> 'note'
);
update conversations set seen_by_agent = last_seq;
create index conversations_by_place on conversations (brand, place, updated_at, id);
create index conversations_by_age on conversations (brand, updated_at, id);
create index conversations_by_contact on conversations (contact);
create index conversations_by_change on conversations (change);
create index conversations_by_snooze on conversations (snoozed_until);

-- A note has the number of the message before it.
alter table messages add column seq bigint not null default 0;
alter table messages add column key text;
alter table messages add column content text;
update messages set seq = (
    select count(*) from messages m
    where m.conversation = messages.conversation and m.author <> 'note'
    and (m.at < messages.at or (m.at = messages.at and m.id <= messages.id))
);
create unique index messages_by_seq on messages (conversation, seq) where author <> 'note';
create index messages_in_order on messages (conversation, seq, at, id);
create unique index messages_by_key on messages (conversation, author, key);

create table place_counts (
    brand text not null, place text not null, count bigint not null, primary key (brand, place)
);
insert into place_counts (brand, place, count)
    select brand, place, count(*) from conversations group by brand, place;

-- Devices that chat. Their tokens open one conversation and nothing else.
create table visitors (
    token_hash text primary key, contact text not null references contacts (id),
    brand text not null references brands (id), locale text not null,
    created_at bigint not null, expires_at bigint not null
);
