-- When somebody last said that what is live is right, and the day of that in UTC as it is written
-- in articles.review_on.
alter table translations add column checked_at bigint;
alter table translations add column checked_on text;
