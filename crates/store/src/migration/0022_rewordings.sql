-- Words of searches that led nowhere and the words of the search after them that did. Only pairs of
-- words are counted, per day of the last one; nothing leads back to who searched. A weight is the
-- sum of what each rewording counted on its day, later days counting more, so that none has to be
-- changed as it ages.
create table reworded_words (
    brand text not null, locale text not null, said text not null, weight {real} not null,
    primary key (brand, locale, said)
);
create index reworded_words_by_weight on reworded_words (brand, locale, weight);

create table rewordings (
    brand text not null, locale text not null, said text not null, means text not null,
    said_text text not null, means_text text not null, weight {real} not null,
    count bigint not null, last_day text not null, verdict text not null,
    decided_at bigint, decided_by text, synonym text,
    primary key (brand, locale, said, means)
);
create index rewordings_by_weight on rewordings (brand, verdict, locale, weight);

alter table questions add column is_rewording bigint not null default 0;
