-- Hosts of a brand's own, the one customers are sent to first.
create table brand_hosts (
    host text primary key, brand text not null references brands (id), position bigint not null
);
create index brand_hosts_by_brand on brand_hosts (brand);
