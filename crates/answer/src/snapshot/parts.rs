//! How each part of the engine's state is kept.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use lotse_domain::ids::{ArticleId, BrandId};
use lotse_domain::knowledge::{Access, Kind, Validity, Visibility};
use lotse_domain::locale::Locale;
use uuid::Uuid;

use super::SnapshotError;
use super::wire::{
    Incoming, Kept, Outgoing, keep_bytes, keep_numbers, restored_bytes, restored_numbers,
};
use crate::engine::State;
use crate::fusion::Weights;
use crate::learning::{Example, Learned, Model};
use crate::linear::Linear;
use crate::lists::Lists;
use crate::phrases::{Phrases, Source};
use crate::sections::Section;
use crate::segment::{Bits, Doc, Segment, phrasings_of, rows_of};
use crate::shelf::{Part, Shelf};
use crate::surety::Surety;
use crate::surfaces::Surfaces;
use crate::trade::Trade;

/// Keeps a type field by field.
macro_rules! fields {
    ($type:ident { $($field:ident),* }) => {
        impl Kept for $type {
            fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
                $(self.$field.keep(to)?;)*
                Ok(())
            }

            fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
                $(let $field = Kept::restored(from)?;)*
                Ok(Self { $($field),* })
            }
        }
    };
}

fields!(Section { heading, anchor, text, keys });
fields!(Access { visibility, validity });
fields!(Validity { from, until });
fields!(Doc {
    article,
    access,
    kind,
    title,
    phrasings,
    short,
    words,
    products,
    codes,
    sections,
    topics,
    revision
});
fields!(Example { text, article, weight, features });
fields!(Surety { weights, promises });
fields!(Trade { lists, rarities, unknown });
fields!(Model { linear, weights, surety, trained_from });

impl<T: Kept> Kept for Arc<T> {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        (**self).keep(to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        Ok(Self::new(T::restored(from)?))
    }
}

impl<const N: usize> Kept for [f32; N] {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.iter().try_for_each(|it| it.keep(to))
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        let mut numbers = [0.0; N];
        for number in &mut numbers {
            *number = f32::restored(from)?;
        }
        Ok(numbers)
    }
}

impl Kept for Weights {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.0.keep(to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        Ok(Self(Kept::restored(from)?))
    }
}

impl Kept for ArticleId {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.0.as_u128().keep(to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        Ok(Self(Uuid::from_u128(u128::restored(from)?)))
    }
}

impl Kept for DateTime<Utc> {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.timestamp_micros().keep(to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        Self::from_timestamp_micros(i64::restored(from)?).ok_or(SnapshotError::Damaged)
    }
}

impl Kept for Kind {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.as_str().to_owned().keep(to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        Self::from_name(&String::restored(from)?).ok_or(SnapshotError::Damaged)
    }
}

impl Kept for Visibility {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        match self {
            Self::Public => 0_u8.keep(to),
            Self::SignedIn => 1_u8.keep(to),
            Self::Segment(name) => {
                2_u8.keep(to)?;
                name.keep(to)
            }
            Self::Internal => 3_u8.keep(to),
        }
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        match u8::restored(from)? {
            0 => Ok(Self::Public),
            1 => Ok(Self::SignedIn),
            2 => Ok(Self::Segment(String::restored(from)?)),
            3 => Ok(Self::Internal),
            _ => Err(SnapshotError::Damaged),
        }
    }
}

impl Kept for Locale {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.as_str().to_owned().keep(to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        String::restored(from)?.parse().or(Err(SnapshotError::Damaged))
    }
}

impl Kept for Bits {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.0.keep(to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        Ok(Self(Kept::restored(from)?))
    }
}

impl Kept for Lists {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        keep_numbers(&self.keys, to)?;
        keep_numbers(&self.ends, to)?;
        keep_numbers(&self.rows, to)?;
        keep_bytes(&self.weights, to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        Ok(Self {
            keys: restored_numbers(from)?,
            ends: restored_numbers(from)?,
            rows: restored_numbers(from)?,
            weights: restored_bytes(from)?,
        })
    }
}

impl Kept for Phrases {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.lists.keep(to)?;
        keep_numbers(&self.targets, to)?;
        let position = |it: &Source| Source::ALL.iter().zip(0_u8..).find(|(one, _)| *one == it);
        let sources: Vec<u8> =
            self.sources.iter().map(|it| position(it).map_or(0, |(_, at)| at)).collect();
        keep_bytes(&sources, to)?;
        keep_numbers(&self.norms, to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        let lists = Lists::restored(from)?;
        let targets = restored_numbers(from)?;
        let sources = restored_bytes(from)?.into_iter();
        let sources = sources.map(|it| Source::ALL.get(usize::from(it)).copied());
        let sources = sources.collect::<Option<_>>().ok_or(SnapshotError::Damaged)?;
        Ok(Self { lists, targets, sources, norms: restored_numbers(from)? })
    }
}

impl Kept for Surfaces {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.words.iter().map(ToString::to_string).collect::<Vec<String>>().keep(to)?;
        self.lists.keep(to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        let words: Vec<String> = Kept::restored(from)?;
        let words = words.into_iter().map(String::into_boxed_str).collect();
        Ok(Self { words, lists: Kept::restored(from)? })
    }
}

impl Kept for Segment {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.docs.keep(to)?;
        self.terms.keep(to)?;
        self.phrases.keep(to)?;
        self.topics.keep(to)?;
        self.surfaces.keep(to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        let docs: Vec<Arc<Doc>> = Kept::restored(from)?;
        Ok(Self {
            rows: rows_of(&docs),
            phrasings: phrasings_of(&docs),
            docs,
            terms: Kept::restored(from)?,
            phrases: Kept::restored(from)?,
            topics: Kept::restored(from)?,
            surfaces: Kept::restored(from)?,
        })
    }
}

impl Kept for Linear {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        keep_numbers(&self.features, to)?;
        keep_numbers(&self.rarities, to)?;
        self.classes.keep(to)?;
        keep_numbers(&self.weights, to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        Ok(Self {
            features: restored_numbers(from)?,
            rarities: restored_numbers(from)?,
            classes: Kept::restored(from)?,
            weights: restored_numbers(from)?,
        })
    }
}

impl Kept for Shelf {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.brand.0.as_u128().keep(to)?;
        self.locale.keep(to)?;
        self.parts.len().keep(to)?;
        for part in &self.parts {
            part.segment.keep(to)?;
            part.gone.keep(to)?;
        }
        self.lay_words.list.keep(to)?;
        self.corrections.words().keep(to)?;
        self.learned.examples.keep(to)?;
        self.model.keep(to)?;
        let demand: BTreeMap<ArticleId, f32> = self.demand.iter().map(|(a, b)| (*a, *b)).collect();
        demand.into_iter().collect::<Vec<_>>().keep(to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        let brand = BrandId(Uuid::from_u128(u128::restored(from)?));
        let mut shelf = Self::new(brand, Kept::restored(from)?);
        for _ in 0..from.length()? {
            let part = Part { segment: Kept::restored(from)?, gone: Kept::restored(from)? };
            shelf.parts.push(part);
        }
        shelf.lay_words = Arc::new(shelf.lay_words.with(Kept::restored(from)?, &shelf.reader));
        let words: Vec<(String, u32)> = Kept::restored(from)?;
        shelf.corrections.insert(&words);
        let examples: Vec<Example> = Kept::restored(from)?;
        shelf.learned = Arc::new(Learned::default().with(examples, &shelf.articles()));
        shelf.model = Kept::restored(from)?;
        let demand: Vec<(ArticleId, f32)> = Kept::restored(from)?;
        shelf.demand = Arc::new(demand.into_iter().collect::<HashMap<_, _>>());
        Ok(shelf)
    }
}

impl Kept for State {
    fn keep(&self, to: &mut Outgoing<'_>) -> io::Result<()> {
        self.revision.keep(to)?;
        self.learned_revision.keep(to)?;
        self.shelves.values().cloned().collect::<Vec<_>>().keep(to)
    }

    fn restored(from: &mut Incoming<'_>) -> Result<Self, SnapshotError> {
        let revision = Kept::restored(from)?;
        let learned_revision = Kept::restored(from)?;
        let shelves: Vec<Arc<Shelf>> = Kept::restored(from)?;
        let named = |it: Arc<Shelf>| ((it.brand, it.locale.clone()), it);
        let shelves = shelves.into_iter().map(named).collect();
        Ok(Self { shelves, revision, learned_revision, without: None })
    }
}
