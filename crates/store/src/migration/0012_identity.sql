-- Who a contact is in other systems. At a shop it is the id that the shop signs.
create table contact_identities (
    channel text not null, account text not null, scoped_id text not null,
    contact text not null references contacts (id), proof bigint not null,
    created_at bigint not null, seen_at bigint not null,
    primary key (channel, account, scoped_id)
);
create index contact_identities_by_contact on contact_identities (contact, channel, account);

-- What shops sign with: a sealed secret, or the public half of a key pair.
create table identity_keys (
    id text primary key, brand text not null references brands (id), name text not null,
    algorithm text not null, sealed_secret text, public_key text, is_active bigint not null,
    created_at bigint not null, used_at bigint
);
create index identity_keys_by_brand on identity_keys (brand, created_at);

-- Tokens that were used, until they end.
create table spent_tokens (
    brand text not null, token_hash text not null, expires_at bigint not null,
    primary key (brand, token_hash)
);
create index spent_tokens_by_end on spent_tokens (expires_at);

-- What was proven on a device, and the address a code was sent to.
alter table visitors add column proof bigint not null default 0;
alter table visitors add column email text;
alter table visitors add column subject text;
alter table visitors add column proven_at bigint;
alter table visitors add column code_email text;
