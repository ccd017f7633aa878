-- What agents work with: texts not sent yet, who was named in a note, and which conversations
-- have something new for whoever has them.
create table drafts (
    agent text not null references agents (id),
    conversation text not null references conversations (id) on delete cascade,
    kind text not null, text text not null, version bigint not null, updated_at bigint not null,
    primary key (agent, conversation, kind)
);

create table mentions (
    agent text not null references agents (id), brand text not null,
    conversation text not null references conversations (id) on delete cascade,
    at bigint not null, is_seen bigint not null, primary key (agent, conversation)
);
create index mentions_by_time on mentions (agent, brand, at, conversation);

create index conversations_unread on conversations (brand, place)
    where seen_by_agent < last_seq;
