-- A wording that was learned wrongly can be taken back. The row stays, so that the same wording is
-- not learned again, and so that other processes hear of it.
alter table confirmed add column revoked_at bigint;
create index confirmed_by_article on confirmed (article, locale, created_at, id);
