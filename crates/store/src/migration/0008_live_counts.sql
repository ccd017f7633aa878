-- How many articles of a brand are live in any language.
create table live_counts (brand text primary key, count bigint not null);
insert into live_counts (brand, count)
    select brand, count(distinct article) from live where gone = 0 group by brand;
