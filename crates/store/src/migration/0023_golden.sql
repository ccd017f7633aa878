-- Questions whose answer an editor has settled: an article, or nothing. The key is the question in
-- small letters, so that no two say the same.
create table golden (
    id text primary key, brand text not null references brands (id), locale text not null,
    key text collate {exact} not null, text text not null,
    article text references articles (id) on delete cascade,
    created_at bigint not null, created_by text, unique (brand, locale, key)
);
create index golden_by_article on golden (article);

-- Texts that were made live although such questions broke, by whom, and which.
create table overrides (
    article text not null references articles (id) on delete cascade, locale text not null,
    version bigint not null, at bigint not null, actor text not null, questions text not null,
    primary key (article, locale, version)
);

alter table brands add column golden_gate bigint not null default 0;
