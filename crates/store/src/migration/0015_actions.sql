-- What Lotse can do for customers in other systems, and the ledger of what it did.
create table systems (
    id text primary key, name text not null unique, base_url text not null, header text not null,
    secret text, timeout_ms bigint not null, updated_at bigint not null
);
create table actions (
    id text primary key, brand text not null references brands (id), name text not null,
    is_enabled bigint not null, document text not null, version bigint not null,
    updated_at bigint not null, unique (brand, name)
);
create table action_runs (
    id text primary key, action text not null, name text not null, brand text not null,
    conversation text not null references conversations (id), contact text not null,
    channel text not null, outcome text not null, entered text not null, result text not null,
    code text not null, started_at bigint not null, ended_at bigint, undo_until bigint
);
create index action_runs_by_time on action_runs (action, started_at, id);
create table action_counts (
    action text not null, channel text not null, outcome text not null, count bigint not null,
    primary key (action, channel, outcome)
);
alter table conversations add column task text;
