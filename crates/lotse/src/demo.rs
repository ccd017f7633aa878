//! The demo: an optician's shop in three languages, made of the content inside the program.
//!
//! Setting up is a row of steps that each look first what is there, so it goes on where an
//! interruption ended it. The agents come last: once they are there, all is there, and nothing
//! an editor changed since is touched again.

pub(crate) mod actions;
mod brand;
mod content;
mod questions;
pub(crate) mod shop;

use std::path::Path;

use anyhow::Context as _;
use lotse_app::access::{Actor, Administer, AgentToAdd, May, ReadKnowledge, WriteKnowledge};
use lotse_app::answers::{Asking, QuestionLog};
use lotse_app::knowledge::{ImportOrder, ImportReport, Origin};
use lotse_app::{App, BrandNow, Secret};
use lotse_domain::access::Role;
use lotse_domain::answers::Surface;
use lotse_domain::ids::{CategoryId, NoticeId, SynonymId};
use lotse_domain::knowledge::{Audience, Brand, Care, Category, Notice, Source, Synonym};

use crate::progress::Progress;
use brand::BrandFile;

/// The folder of the demo when none is named.
pub(crate) const FOLDER: &str = "lotse-demo";
/// The database in that folder.
pub(crate) const DATABASE: &str = "lotse.db";
/// All demo agents sign in with it.
pub(crate) const PASSWORD: &str = "Leuchtturm im Nebel";
/// What the articles are remembered to come from.
const SOURCE: &str = "demo";

/// An agent of the demo.
pub(crate) struct DemoAgent {
    /// Signs in with it.
    pub(crate) email: &'static str,
    name: &'static str,
    /// What the agent may do.
    pub(crate) role: Role,
}

/// Who works at the shop.
pub(crate) const AGENTS: [DemoAgent; 3] = [
    DemoAgent { email: "admin@brillenwerk.example", name: "Mara Lindt", role: Role::Administrator },
    DemoAgent { email: "editor@brillenwerk.example", name: "Tim Brandt", role: Role::Editor },
    DemoAgent { email: "agent@brillenwerk.example", name: "Ola Nowicka", role: Role::Agent },
];

/// A contact of the demo.
pub(crate) struct DemoContact {
    /// Signs in with a code sent there.
    pub(crate) email: &'static str,
    name: &'static str,
    segments: &'static [&'static str],
    /// What signing in shows.
    pub(crate) what: &'static str,
}

/// Who buys at the shop.
pub(crate) const CONTACTS: [DemoContact; 2] = [
    DemoContact {
        email: "kundin@example.org",
        name: "Karla Winter",
        segments: &[],
        what: "a customer",
    },
    DemoContact {
        email: "firma@example.org",
        name: "Firma Fenster",
        segments: &["business"],
        what: "a business customer, who also reads the price list",
    },
];

/// What the operator may do while setting up.
struct Rights {
    administer: May<Administer>,
    write: May<WriteKnowledge>,
    read: May<ReadKnowledge>,
}

/// Makes the shop, or what is missing of it. Says what the import did; `None` when all was there.
pub(crate) async fn set_up(
    app: &App,
    log: &mut QuestionLog,
    folder: &Path,
) -> anyhow::Result<Option<ImportReport>> {
    let operator = Actor::operator();
    let rights =
        Rights { administer: operator.may()?, write: operator.may()?, read: operator.may()? };
    let agents = app.agents(&rights.administer).await?;
    if AGENTS.iter().all(|it| agents.iter().any(|other| other.email.as_str() == it.email)) {
        return Ok(None);
    }
    let file = content::brand()?;
    let folder = content::write(folder)?;
    let brand = make_brand(app, &rights, &file).await?;
    make_categories(app, &rights, &file, &brand.slug).await?;
    make_places(app, &rights, &file, &brand).await?;
    make_words(app, &rights, &file, &brand).await?;
    let report = import(app, &rights, &folder, &brand).await?;
    make_notices(app, &rights, &file, &brand.slug).await?;
    for it in &CONTACTS {
        let segments = it.segments.iter().map(|it| (*it).to_owned()).collect();
        app.save_contact(&rights.administer, &it.email.parse()?, (it.name, segments)).await?;
    }
    ask(app, log, &rights, &brand).await?;
    for it in &AGENTS {
        if agents.iter().all(|other| other.email.as_str() != it.email) {
            make_agent(app, &rights, it, &brand).await?;
        }
    }
    app.keep_index();
    Ok(Some(report))
}

async fn make_brand(app: &App, rights: &Rights, file: &BrandFile) -> anyhow::Result<Brand> {
    if let Some(known) = app.current().brand(Some(&file.slug)) {
        return Ok(known.brand.clone());
    }
    let brand = file.brand(app)?;
    Ok(app.save_brand(&rights.administer, &brand).await?)
}

/// The brand with all that was made of it so far.
fn made(app: &App, slug: &str) -> anyhow::Result<BrandNow> {
    app.current().brand(Some(slug)).cloned().context("the demo's brand is gone")
}

async fn make_categories(
    app: &App,
    rights: &Rights,
    file: &BrandFile,
    slug: &str,
) -> anyhow::Result<()> {
    for it in &file.categories {
        let BrandNow { brand, categories, .. } = made(app, slug)?;
        let known = |slug: &str| categories.iter().find(|it| it.slug == slug).map(|it| it.id);
        let parent = match &it.parent {
            Some(parent) => Some(known(parent).context("a topic comes after those below it")?),
            None => None,
        };
        let category = Category {
            id: known(&it.key).unwrap_or_else(|| CategoryId(app.new_id())),
            brand: brand.id,
            parent,
            slug: it.key.clone(),
            icon: it.icon.clone(),
            position: it.position,
            names: it.names(&brand.locales),
            care: Care::default(),
        };
        if !categories.contains(&category) {
            app.save_category(&rights.write, category).await?;
        }
    }
    Ok(())
}

async fn make_places(
    app: &App,
    rights: &Rights,
    file: &BrandFile,
    brand: &Brand,
) -> anyhow::Result<()> {
    let known = made(app, &brand.slug)?;
    for it in file.places(app, brand.id)? {
        if known.locations.iter().all(|other| other.slug != it.slug) {
            app.add_location(&rights.write, it, None).await?;
        }
    }
    if known.service_hours.is_none() {
        app.set_service_hours(&rights.write, brand.id, Some(file.service_hours()?)).await?;
    }
    Ok(())
}

async fn make_words(
    app: &App,
    rights: &Rights,
    file: &BrandFile,
    brand: &Brand,
) -> anyhow::Result<()> {
    let known = app.synonyms(&rights.read, (brand.id, None), None, usize::MAX).await?;
    let mut fresh = Vec::new();
    for (locale, words) in &file.synonyms {
        let locale = locale.parse()?;
        for it in words {
            if known.iter().any(|other| other.locale == locale && other.word == it.word) {
                continue;
            }
            fresh.push(Synonym {
                id: SynonymId(app.new_id()),
                brand: brand.id,
                locale: locale.clone(),
                word: it.word.clone(),
                means: it.means.clone(),
            });
        }
    }
    if !fresh.is_empty() {
        app.save_synonyms(&rights.write, fresh).await?;
    }
    Ok(())
}

async fn import(
    app: &App,
    rights: &Rights,
    folder: &Path,
    brand: &Brand,
) -> anyhow::Result<ImportReport> {
    let order = ImportOrder {
        brand: brand.id,
        source: SOURCE.to_owned(),
        locale: brand.default_locale.clone(),
        is_dry: false,
        publishes: true,
        origin: Origin::Folder(folder.to_path_buf()),
    };
    let progress = Progress::new("writing the articles of the demo");
    let report = app.import(&rights.write, &order, &|done, total| progress.at(done, total)).await?;
    for (origin, reason) in &report.skipped {
        tracing::warn!("left out or altered: {origin}: {reason}");
    }
    Ok(report)
}

async fn make_notices(
    app: &App,
    rights: &Rights,
    file: &BrandFile,
    slug: &str,
) -> anyhow::Result<()> {
    let BrandNow { brand, notices, .. } = made(app, slug)?;
    for it in &file.notices {
        let texts = it.texts()?;
        if notices.iter().any(|other| other.texts.iter().any(|text| texts.contains(text))) {
            continue;
        }
        let source = Source { name: SOURCE.to_owned(), id: it.article.clone() };
        let article = app.store().read().await?.article_from(brand.id, &source).await?;
        let notice = Notice {
            id: NoticeId(app.new_id()),
            brand: brand.id,
            texts,
            validity: file.validity(it)?,
            article: article.map(|it| it.id),
        };
        app.save_notice(&rights.write, notice).await?;
    }
    Ok(())
}

/// Asks what customers of the shop ask, so that the demo knows what is asked most and what is
/// missing.
async fn ask(
    app: &App,
    log: &mut QuestionLog,
    rights: &Rights,
    brand: &Brand,
) -> anyhow::Result<()> {
    let (asked, ..) = app.asked_lately(&rights.read, brand.id).await?;
    if asked != 0 {
        return Ok(());
    }
    for (language, questions) in questions::ASKED {
        let locale = language.parse()?;
        for (text, times) in questions {
            let asking = Asking {
                text,
                brand: brand.id,
                locale: Some(&locale),
                audience: &Audience::Anyone,
                page: None,
                surface: Surface::Search,
                is_rewording: false,
            };
            for _ in 0..*times {
                app.ask(&asking).await?;
            }
        }
    }
    // All in one transaction: either all were asked or none.
    Ok(app.flush_questions(log).await?)
}

async fn make_agent(
    app: &App,
    rights: &Rights,
    it: &DemoAgent,
    brand: &Brand,
) -> anyhow::Result<()> {
    let agent = AgentToAdd {
        name: it.name.to_owned(),
        email: it.email.to_owned(),
        role: it.role,
        locale: brand.default_locale.clone(),
        password: Secret::new(PASSWORD),
        abilities: lotse_domain::access::Abilities::default(),
    };
    app.add_agent(&rights.administer, agent).await?;
    Ok(())
}

#[cfg(test)]
mod tests;
