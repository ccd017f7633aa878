-- Ids are text, times are milliseconds since 1970 in UTC, truth is 0 or 1, lists are JSON text.

create table counters (name text primary key, value bigint not null);
insert into counters (name, value) values ('revision', 0), ('reference', 1000);

create table brands (
    id text primary key, slug text not null unique, name text not null,
    default_locale text not null, locales text not null, accent text,
    service_hours text, created_at bigint not null
);

create table categories (
    id text primary key, brand text not null references brands (id), parent text,
    slug text not null, icon text not null, position bigint not null, names text not null,
    unique (brand, slug)
);

create table articles (
    id text primary key, brand text not null references brands (id),
    category text, kind text not null, visibility text not null, segment text,
    valid_from bigint, valid_until bigint, review_on text,
    products text not null, codes text not null,
    source text, source_id text, created_at bigint not null, updated_at bigint not null,
    unique (brand, source, source_id)
);
create index articles_by_category on articles (category);

create table translations (
    article text not null references articles (id) on delete cascade, locale text not null,
    brand text not null, slug text not null, title text not null,
    title_lower text not null, phrasings text not null,
    body text not null, short text not null, words text not null,
    state text not null, version bigint not null, live_version bigint,
    updated_at bigint not null,
    primary key (article, locale), unique (brand, locale, slug)
);
create index translations_by_age on translations (brand, updated_at, article);

create table versions (
    article text not null references articles (id) on delete cascade, locale text not null,
    number bigint not null, author text, at bigint not null,
    title text not null, phrasings text not null, body text not null, short text not null,
    words text not null,
    primary key (article, locale, number)
);

-- What customers read. A row stays behind with gone = 1 when a text is taken down, so that every
-- process that catches up by revision hears of it.
create table live (
    article text not null, locale text not null, brand text not null, slug text not null,
    category text, document text not null, body text not null, html text not null,
    published_at bigint not null, revision bigint not null unique, gone bigint not null,
    primary key (article, locale)
);
create index live_by_slug on live (brand, locale, slug);
create index live_by_category on live (brand, locale, category);

create table old_slugs (
    brand text not null, locale text not null, slug text not null, article text not null,
    primary key (brand, locale, slug)
);

create table synonyms (
    id text primary key, brand text not null references brands (id), locale text not null,
    word text not null, means text not null, unique (brand, locale, word)
);

create table notices (
    id text primary key, brand text not null references brands (id), texts text not null,
    valid_from bigint, valid_until bigint, article text
);

create table locations (
    id text primary key, brand text not null references brands (id), slug text not null,
    position bigint not null, document text not null, unique (brand, slug)
);

create table files (
    id text primary key, sha256 text not null unique, mime text not null,
    size_bytes bigint not null, bytes {bytes} not null, is_public bigint not null,
    created_at bigint not null
);

create table questions (
    id text primary key, brand text not null, locale text not null, surface text not null,
    text text not null, page text, article text, confidence {real} not null,
    decision text not null, outcome text, asked_at bigint not null
);
create index questions_by_time on questions (brand, asked_at);

create table gaps (
    brand text not null, locale text not null, key text not null, text text not null,
    count bigint not null, examples text not null, last_asked_at bigint not null,
    dismissed_at bigint, primary key (brand, locale, key)
);
create index gaps_by_count on gaps (brand, count, key);

create table demand (
    article text primary key, brand text not null, score {real} not null, asked bigint not null,
    updated_at bigint not null
);

create table days (
    brand text not null, day text not null, asked bigint not null, answered bigint not null,
    solved bigint not null, primary key (brand, day)
);

create table confirmed (
    id text primary key, brand text not null, article text not null, locale text not null,
    text text not null, origin text not null, created_at bigint not null,
    revision bigint not null, unique (article, locale, text)
);
create index confirmed_by_revision on confirmed (revision);

create table feedback (
    article text not null, locale text not null, yes bigint not null, no bigint not null,
    primary key (article, locale)
);
create table feedback_notes (
    id text primary key, article text not null, locale text not null, reason text not null,
    text text not null, at bigint not null
);

create table contacts (
    id text primary key, name text not null, email text unique, proof bigint not null,
    segments text not null, created_at bigint not null
);

create table conversations (
    id text primary key, reference bigint not null unique, brand text not null,
    contact text not null references contacts (id), locale text not null, trail text not null,
    status text not null, preview text not null, has_files bigint not null,
    opened_at bigint not null, updated_at bigint not null
);
create index conversations_by_status on conversations (brand, status, updated_at, id);
create table conversation_counts (
    brand text not null, status text not null, count bigint not null, primary key (brand, status)
);

create table messages (
    id text primary key, conversation text not null references conversations (id),
    author text not null, agent text, text text not null, files text not null, at bigint not null
);
create index messages_by_conversation on messages (conversation, at, id);

create table agents (
    id text primary key, name text not null, email text not null unique, role text not null,
    locale text not null, password_hash text not null, totp_secret text, totp_pending text,
    totp_step bigint not null, is_active bigint not null, created_at bigint not null
);

create table sessions (
    token_hash text primary key, agent text, contact text, created_at bigint not null,
    seen_at bigint not null, expires_at bigint not null
);
create index sessions_by_agent on sessions (agent);

create table guesses (account text not null, at bigint not null);
create index guesses_by_account on guesses (account, at);

create table sign_in_codes (
    email text primary key, code_hash text not null, tries bigint not null,
    expires_at bigint not null
);

create table api_keys (
    id text primary key, name text not null, hash text not null unique, scopes text not null,
    created_at bigint not null, expires_at bigint, used_at bigint
);

create table idempotency (
    actor text not null, key text not null, fingerprint text not null, status bigint not null,
    body text not null, created_at bigint not null, primary key (actor, key)
);

create table imports (
    id text primary key, brand text not null, source text not null, state text not null,
    done bigint not null, total bigint not null, report text, error text,
    created_at bigint not null
);

create table jobs (
    id text primary key, name text not null, payload text not null, run_at bigint not null,
    attempts bigint not null, state text not null, error text, claimed_until bigint
);
create index jobs_by_time on jobs (state, run_at);

create table outbox (
    id text primary key, recipient text not null, subject text not null, body text not null,
    state text not null, created_at bigint not null
);
