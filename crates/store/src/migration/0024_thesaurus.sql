-- A thesaurus that was read says of words which customers use and no article says what they may
-- mean: a pair like the others, with the name of the thesaurus and in how many questions the word
-- stood. A pair can come from both.
alter table rewordings add column thesaurus text;
alter table rewordings add column questions bigint not null default 0;
