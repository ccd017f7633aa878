-- Short names brands had before: an old address leads to the new one.
create table old_brand_slugs (
    slug text primary key, brand text not null references brands (id)
);
