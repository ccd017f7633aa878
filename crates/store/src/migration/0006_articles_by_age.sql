-- The list of articles begins with what changed last, be it in one of their texts.
update articles set updated_at =
    (select max(t.updated_at) from translations t where t.article = articles.id)
where updated_at <
    (select max(t.updated_at) from translations t where t.article = articles.id);
create index articles_by_age on articles (brand, updated_at, id);
