-- Which conversation a file came in, so that a link opens for those who may read it only.
create table attachments (
    conversation text not null references conversations (id),
    file text not null references files (id),
    primary key (conversation, file)
);

-- Mails are sent by jobs. What waited until now were codes that have ended long since.
alter table outbox add column sender text not null default '';
alter table outbox add column locale text not null default 'en';
alter table outbox add column conversation text;
-- Only if the contact has not seen this message by then.
alter table outbox add column unless_seen bigint;
alter table outbox add column good_until bigint;
alter table outbox add column sent_at bigint;
alter table outbox add column error text;
alter table outbox add column tries bigint not null default 0;
update outbox set state = 'expired' where state = 'waiting';
create index outbox_by_state on outbox (state, created_at, id);
create index outbox_by_conversation on outbox (conversation, unless_seen);

-- A code that proves an address before a conversation is sent there; one at a time.
create table transcript_codes (
    conversation text primary key references conversations (id), email text not null,
    code_hash text not null, tries bigint not null, expires_at bigint not null
);
