-- Whether a brand keeps anything from people who have not signed in is asked for every page.
create index articles_by_visibility on articles (brand, visibility);
