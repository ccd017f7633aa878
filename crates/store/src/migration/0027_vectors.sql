-- What models of language make of texts, so that each text is read by a model once. Nothing here is worth
-- a backup: what is missing is made anew. A model and a text are known by hashes.
create table vectors (
    model text not null, text text not null, vector {bytes} not null,
    primary key (model, text)
);
