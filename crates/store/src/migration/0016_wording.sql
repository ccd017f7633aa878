-- How brands have Lotse speak: their own sentences, by the keys of the shipped ones.
create table wording (
    brand text not null references brands (id), locale text not null, key text not null,
    text text not null, primary key (brand, locale, key)
);
