-- The page of a question whatever its query, so that what is asked there can be offered there.
alter table questions add column page_key text;
create index questions_by_page on questions (brand, page_key, asked_at) where page_key is not null;
