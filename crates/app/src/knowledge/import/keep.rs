//! Keeps what was read: topics, files, articles, texts, states, all in one transaction.

use std::collections::HashMap;

use lotse_connectors::import::{
    CategoryStep, ImportedArticle, LinkTarget, Reading, link_target, rewrite_links,
};
use lotse_domain::access::skill_named;
use lotse_domain::ids::{ArticleId, CategoryId};
use lotse_domain::knowledge::{
    Article, Brand, Care, Category, CategoryName, Content, Facts, Source, State, Translation,
};
use lotse_domain::locale::Locale;
use lotse_store::{StoreError, Tx};

use super::plan::{Group, content, groups, locale_of, state};
use super::{ImportFailure, ImportOrder, ImportReport, Planned, Why};
use crate::App;
use crate::access::{May, WriteKnowledge};
use crate::knowledge::{PublishError, Text};

/// Longer lists of changes and skips help nobody.
const LISTED_CHANGES: usize = 200;
const LISTED_SKIPS: usize = 500;

/// What an import knows while it runs.
pub(super) struct Run<'a> {
    pub(super) order: &'a ImportOrder,
    pub(super) brand: Brand,
    categories: Vec<Category>,
    /// Where the source's files are kept now.
    media: HashMap<String, String>,
    /// The articles of the source by the id their languages share.
    pub(super) ids: HashMap<String, ArticleId>,
    pub(super) report: ImportReport,
}

impl App {
    pub(super) async fn keep_reading(
        &self,
        may: &May<WriteKnowledge>,
        order: &ImportOrder,
        reading: Reading,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<ImportReport, ImportFailure> {
        let mut tx = self.store.begin().await?;
        let brands = tx.brands().await?;
        let brand =
            brands.into_iter().find(|it| it.id == order.brand).ok_or(ImportFailure::NoBrand)?;
        let mut run = Run {
            order,
            categories: tx.categories(brand.id).await?,
            brand,
            media: HashMap::new(),
            ids: HashMap::new(),
            report: ImportReport::default(),
        };
        for skipped in &reading.skipped {
            run.skip(&skipped.origin, (&skipped.reason).into());
        }
        self.keep_categories(&mut tx, &mut run, &reading).await?;
        for file in reading.media {
            match self.add_media_in(&mut tx, &file.name, file.bytes).await {
                Ok(kept) => {
                    run.media
                        .insert(file.name, format!("/media/{}/{}", kept.id, address(&kept.name)));
                }
                Err(error) => run.skip(&file.name, (&error).into()),
            }
        }
        let groups = groups(reading.articles);
        let known = self.known_articles(&mut tx, &mut run, &groups).await?;
        let total = groups.len();
        for (done, group) in groups.into_iter().enumerate() {
            progress(done, total);
            let before = known.get(&group.shared_id);
            self.keep_group(&mut tx, may, &mut run, (group, before)).await?;
        }
        progress(total, total);
        self.keep_imported_golden(&mut tx, may, &mut run, reading.golden).await?;
        let staged = self.staged_import(&mut tx, &run).await?;
        // Dropping the transaction of a dry run undoes it, so that a dry run meets every error
        // a real one would.
        if order.is_dry {
            drop(tx);
        } else {
            tx.commit().await?;
        }
        run.report.broken = self.broken_by_import(staged).await?;
        Ok(run.report)
    }

    async fn known_articles(
        &self,
        tx: &mut Tx,
        run: &mut Run<'_>,
        groups: &[Group],
    ) -> Result<HashMap<String, Article>, StoreError> {
        let mut known = HashMap::new();
        for group in groups {
            let source = run.source(&group.shared_id);
            let id = match tx.article_from(run.brand.id, &source).await? {
                Some(article) => {
                    let id = article.id;
                    known.insert(group.shared_id.clone(), article);
                    id
                }
                None => ArticleId(self.fresh_id()),
            };
            run.ids.insert(group.shared_id.clone(), id);
        }
        Ok(known)
    }

    async fn keep_categories(
        &self,
        tx: &mut Tx,
        run: &mut Run<'_>,
        reading: &Reading,
    ) -> Result<(), ImportFailure> {
        for imported in &reading.categories {
            let steps: Vec<CategoryStep> = imported
                .path
                .iter()
                .map(|slug| CategoryStep { slug: slug.clone(), title: slug.clone() })
                .collect();
            let Some(id) = self.category_at(tx, run, &steps, &run.order.locale).await? else {
                continue;
            };
            let Some(category) = run.categories.iter_mut().find(|it| it.id == id) else { continue };
            let before = category.clone();
            category.position = imported.position.unwrap_or(category.position);
            if let Some(icon) = &imported.icon {
                category.icon.clone_from(icon);
            }
            category.care.is_for_people =
                imported.is_for_people.unwrap_or(category.care.is_for_people);
            if let Some(skill) = &imported.skill {
                // What is too long for one is none.
                category.care.skill = skill_named(skill).ok().flatten();
            }
            for name in &imported.names {
                let locale = name.locale.clone().unwrap_or_else(|| run.order.locale.clone());
                let name = CategoryName {
                    locale,
                    title: name.title.clone(),
                    description: name.description.clone(),
                };
                match category.names.iter_mut().find(|it| it.locale == name.locale) {
                    Some(known) => *known = name,
                    None => category.names.push(name),
                }
            }
            if *category != before {
                tx.save_category(category).await?;
            }
        }
        Ok(())
    }

    /// The topic at the end of `steps`, made if need be, with all above it.
    async fn category_at(
        &self,
        tx: &mut Tx,
        run: &mut Run<'_>,
        steps: &[CategoryStep],
        locale: &Locale,
    ) -> Result<Option<CategoryId>, StoreError> {
        let mut parent = None;
        for step in steps {
            let wanted = lotse_domain::knowledge::slug(&step.slug);
            if wanted.is_empty() {
                continue;
            }
            if let Some(known) = run.categories.iter().find(|it| it.slug == wanted) {
                parent = Some(known.id);
                continue;
            }
            let category = Category {
                id: CategoryId(self.fresh_id()),
                brand: run.brand.id,
                parent,
                slug: wanted,
                icon: String::new(),
                position: i32::try_from(run.categories.len()).unwrap_or(i32::MAX),
                names: vec![CategoryName {
                    locale: locale.clone(),
                    title: step.title.clone(),
                    description: String::new(),
                }],
                care: Care::default(),
            };
            tx.save_category(&category).await?;
            parent = Some(category.id);
            run.categories.push(category);
        }
        Ok(parent)
    }

    async fn keep_group(
        &self,
        tx: &mut Tx,
        may: &May<WriteKnowledge>,
        run: &mut Run<'_>,
        (group, before): (Group, Option<&Article>),
    ) -> Result<(), ImportFailure> {
        let texts: Vec<(Locale, &ImportedArticle)> = group
            .texts
            .iter()
            .map(|it| (locale_of(it, &run.order.locale), it))
            .filter(|(locale, it)| run.offers(locale, &it.origin))
            .collect();
        if texts.is_empty() {
            return Ok(());
        }
        let steps = group.texts.iter().map(|it| &it.category).find(|it| !it.is_empty());
        let category = match steps {
            Some(steps) => {
                let steps = steps.clone();
                self.category_at(tx, run, &steps, &run.order.locale).await?
            }
            None => None,
        };
        let facts = group.facts(before.map(|it| &it.facts), category);
        let mut article = match before {
            Some(article) => article.clone(),
            None => self.new_import(tx, run, &group, &facts).await?,
        };
        if article.facts != facts {
            self.change_facts_in(tx, &mut article, facts).await?;
        }
        for (locale, text) in texts {
            self.keep_imported_text(tx, may, run, (&article, &locale, text)).await?;
        }
        Ok(())
    }

    async fn new_import(
        &self,
        tx: &mut Tx,
        run: &Run<'_>,
        group: &Group,
        facts: &Facts,
    ) -> Result<Article, StoreError> {
        let now = self.now();
        let id = run.ids.get(&group.shared_id).copied();
        let article = Article {
            id: id.unwrap_or_else(|| ArticleId(self.fresh_id())),
            brand: run.brand.id,
            facts: facts.clone(),
            source: Some(run.source(&group.shared_id)),
            translations: Vec::new(),
            created_at: now,
            updated_at: now,
        };
        tx.save_article(&article).await?;
        Ok(article)
    }

    async fn keep_imported_text(
        &self,
        tx: &mut Tx,
        may: &May<WriteKnowledge>,
        run: &mut Run<'_>,
        (article, locale, text): (&Article, &Locale, &ImportedArticle),
    ) -> Result<(), ImportFailure> {
        let content = content(text, run.linked(&text.body));
        let known = article.translations.iter().find(|it| it.locale == *locale);
        let wanted = state(text, run.order.publishes);
        if known.is_some_and(|it| is_same(it, &content, wanted)) {
            run.report.unchanged += 1;
            return Ok(());
        }
        let place = |error| ImportFailure::Article(text.origin.clone(), error);
        if known.is_none_or(|it| !same_words(&it.content, &content)) {
            let save = Text {
                locale: locale.clone(),
                content,
                slug: text.slug.clone().or_else(|| known.map(|it| it.slug.clone())),
                base_version: known.map_or(0, |it| it.version),
            };
            self.save_text_in(tx, may, article, save).await.map_err(place)?;
        }
        let saved = tx.article(article.id).await?.ok_or(ImportFailure::NoBrand)?;
        if let Some(it) = saved.translations.iter().find(|it| it.locale == *locale) {
            self.import_state(tx, run, (&saved, it, wanted), &text.origin).await?;
        }
        run.note(known.is_none(), &text.title, locale);
        Ok(())
    }

    async fn import_state(
        &self,
        tx: &mut Tx,
        run: &mut Run<'_>,
        (article, text, wanted): (&Article, &Translation, State),
        origin: &str,
    ) -> Result<(), ImportFailure> {
        match self.set_state_in(tx, article, text, wanted).await {
            Ok(()) => Ok(()),
            Err(PublishError::NoText(_)) => {
                let text = "it has no text and stays a draft: write one and publish it";
                run.skip(origin, Why::new("draft_without_text", [], &text));
                Ok(())
            }
            Err(PublishError::Store(error)) => Err(ImportFailure::Store(error)),
            Err(PublishError::NotFound | PublishError::Meanwhile(_) | PublishError::Broken(_)) => {
                Err(ImportFailure::NoBrand)
            }
        }
    }
}

impl Run<'_> {
    pub(super) fn source(&self, shared_id: &str) -> Source {
        Source { name: self.order.source.clone(), id: shared_id.to_owned() }
    }

    pub(super) fn skip(&mut self, origin: &str, why: Why) {
        if self.report.skipped.len() < LISTED_SKIPS {
            self.report.skipped.push((origin.to_owned(), why));
        }
    }

    fn note(&mut self, is_new: bool, title: &str, locale: &Locale) {
        if is_new {
            self.report.created += 1;
        } else {
            self.report.updated += 1;
        }
        if self.report.changes.len() < LISTED_CHANGES {
            let (title, locale) = (title.to_owned(), locale.to_string());
            self.report.changes.push(Planned { is_new, title, locale });
        }
    }

    /// Whether the brand has the language; says so if not.
    pub(super) fn offers(&mut self, locale: &Locale, origin: &str) -> bool {
        let has = self.brand.locales.contains(locale);
        if !has {
            let name = &self.brand.name;
            let text = format!("{name} is not offered in `{locale}`: add the language first");
            let values = [("brand", name.clone()), ("language", locale.to_string())];
            self.skip(origin, Why::new("language_not_offered", values, &text));
        }
        has
    }

    /// A body whose links lead to our articles and files.
    fn linked(&self, body: &str) -> String {
        rewrite_links(body, &mut |link, _| match link_target(link)? {
            LinkTarget::Media(name) => self.media.get(&name).cloned(),
            LinkTarget::Article { id, fragment } => {
                let id = self.ids.get(&id)?;
                let fragment = fragment.map(|it| format!("#{it}")).unwrap_or_default();
                Some(format!("article:{id}{fragment}"))
            }
        })
    }
}

/// A name as part of an address.
fn address(name: &str) -> String {
    name.chars()
        .map(|it| if it.is_ascii_alphanumeric() || ".-_".contains(it) { it } else { '-' })
        .collect()
}

fn same_words(a: &Content, b: &Content) -> bool {
    let trimmed = |it: &Content| {
        let list = |list: &[String]| -> Vec<String> {
            let mut seen = std::collections::HashSet::new();
            list.iter()
                .map(|it| it.trim().to_owned())
                .filter(|it| !it.is_empty() && seen.insert(it.clone()))
                .collect()
        };
        (
            it.title.trim().to_owned(),
            it.body.replace("\r\n", "\n"),
            it.short.trim().to_owned(),
            list(&it.phrasings),
            list(&it.words),
        )
    };
    trimmed(a) == trimmed(b)
}

fn is_same(known: &Translation, content: &Content, wanted: State) -> bool {
    let is_live = known.live_version == Some(known.version);
    // A text that an editor published or put away since the last run is left as it is.
    let state_fits = known.state == wanted || wanted != State::Published || is_live;
    same_words(&known.content, content) && state_fits
}
