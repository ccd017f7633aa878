-- How far Lotse goes where customers ask, what it promises there, and what customers said of it. The mode
-- of the chat in `brands` is not read any more.
create table policies (
    brand text not null references brands (id), surface text not null, mode text not null,
    promise bigint not null, broken_since bigint, judged_from bigint, primary key (brand, surface)
);
insert into policies (brand, surface, mode, promise) select id, 'chat', chat_mode, 20 from brands;

-- Whether a question would have been answered where Lotse may answer, and whether that was right.
alter table questions add column is_promised bigint not null default 0;
alter table questions add column judged_at bigint;
alter table questions add column was_right bigint;
create index questions_judged on questions (brand, surface, judged_at) where judged_at is not null;

create table surface_days (
    brand text not null, surface text not null, day text not null, asked bigint not null,
    answered bigint not null, primary key (brand, surface, day)
);
