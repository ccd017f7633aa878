//! Shops, and the hours of the service team.

use lotse_domain::hours::{Hours, HoursFlaw, LOCATIONS, LocationFlaw};
use lotse_domain::ids::{BrandId, LocationId};
use lotse_domain::knowledge::slug;
use lotse_store::{LocationRow, StoreError, Tx};

use crate::App;
use crate::access::{May, WriteKnowledge};

/// What to change of a shop; `None` leaves it.
#[derive(Debug, Clone, Default)]
pub struct LocationChange {
    /// Its name in addresses; letters become those an address may have.
    pub slug: Option<String>,
    /// As customers call it.
    pub name: Option<String>,
    /// Street and number.
    pub street: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// City.
    pub city: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// As it is dialled; empty takes it away.
    pub phone: Option<String>,
    /// When it is open.
    pub hours: Option<Hours>,
    /// How many shops stand before it; the others make room.
    pub position: Option<usize>,
}

/// Why a shop or hours were not saved.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// There is no such shop or brand.
    #[error("no such shop or brand")]
    NotFound,
    /// The shop is not complete.
    #[error("the shop is not complete")]
    Location(#[from] LocationFlaw),
    /// The hours are not possible.
    #[error("the hours are not possible")]
    Hours(#[from] HoursFlaw),
    /// Another shop of the brand has this name in addresses.
    #[error("another shop has the name `{0}` in addresses")]
    Taken(String),
    /// The brand has as many shops as it may have.
    #[error("a brand has at most {LOCATIONS} shops")]
    Full,
    /// The store failed; nothing was saved.
    #[error("could not save the shop or hours")]
    Store(#[from] StoreError),
}

impl App {
    /// Adds a shop with `position` others before it, else as the last one. An empty slug is made
    /// of its name.
    ///
    /// # Errors
    /// See [`PlaceError`]; nothing is saved then.
    pub async fn add_location(
        &self,
        _may: &May<WriteKnowledge>,
        new: LocationRow,
        position: Option<usize>,
    ) -> Result<LocationRow, PlaceError> {
        let brand = new.location.brand;
        let (mut tx, mut all) = self.locations_alone(brand).await?;
        if !tx.brands().await?.iter().any(|it| it.id == brand) {
            return Err(PlaceError::NotFound);
        }
        if LOCATIONS <= all.len() {
            return Err(PlaceError::Full);
        }
        let row = tidied(new, &all)?;
        place(&mut all, row.clone(), position);
        self.keep_location(tx, &row, &all).await?;
        Ok(row)
    }

    /// Changes a shop of a brand; it keeps its slug unless another one is given.
    ///
    /// # Errors
    /// See [`PlaceError`]; nothing is changed then.
    pub async fn change_location(
        &self,
        _may: &May<WriteKnowledge>,
        brand: BrandId,
        id: LocationId,
        change: LocationChange,
    ) -> Result<LocationRow, PlaceError> {
        let (mut tx, mut all) = self.locations_alone(brand).await?;
        let mut row = tx.location(brand, id).await?.ok_or(PlaceError::NotFound)?;
        let before = all.iter().position(|it| it.location.id == id);
        all.retain(|it| it.location.id != id);
        let it = &mut row.location;
        it.name = change.name.unwrap_or_else(|| it.name.clone());
        it.street = change.street.unwrap_or_else(|| it.street.clone());
        it.postal_code = change.postal_code.unwrap_or_else(|| it.postal_code.clone());
        it.city = change.city.unwrap_or_else(|| it.city.clone());
        it.country = change.country.unwrap_or_else(|| it.country.clone());
        it.phone = change.phone.unwrap_or_else(|| it.phone.clone());
        it.hours = change.hours.unwrap_or_else(|| it.hours.clone());
        row.slug = change.slug.unwrap_or(row.slug);
        let row = tidied(row, &all)?;
        place(&mut all, row.clone(), change.position.or(before));
        self.keep_location(tx, &row, &all).await?;
        Ok(row)
    }

    /// Removes a shop of a brand.
    ///
    /// # Errors
    /// See [`PlaceError`].
    pub async fn delete_location(
        &self,
        _may: &May<WriteKnowledge>,
        brand: BrandId,
        id: LocationId,
    ) -> Result<(), PlaceError> {
        let mut tx = self.store.begin().await?;
        if !tx.delete_location(brand, id).await? {
            return Err(PlaceError::NotFound);
        }
        tx.commit().await?;
        Ok(self.catch_up().await?)
    }

    /// Says when the service team of a brand is there and returns it as it was kept; `None` says
    /// that nobody knows.
    ///
    /// # Errors
    /// See [`PlaceError`]; nothing is changed then.
    pub async fn set_service_hours(
        &self,
        _may: &May<WriteKnowledge>,
        brand: BrandId,
        hours: Option<Hours>,
    ) -> Result<Option<Hours>, PlaceError> {
        let hours = hours.map(Hours::tidied).transpose()?;
        let mut tx = self.store.begin().await?;
        if !tx.brands().await?.iter().any(|it| it.id == brand) {
            return Err(PlaceError::NotFound);
        }
        tx.set_service_hours(brand, hours.as_ref()).await?;
        tx.commit().await?;
        self.catch_up().await?;
        Ok(hours)
    }

    /// The shops of a brand, in a unit of work that nobody else can change one beside: counting
    /// the revision up waits for whoever did so before.
    async fn locations_alone(&self, of: BrandId) -> Result<(Tx, Vec<LocationRow>), StoreError> {
        let mut tx = self.store.begin().await?;
        tx.touch().await?;
        let all = tx.locations(of).await?;
        Ok((tx, all))
    }

    /// Keeps a shop and the order of `all`, of which it is one.
    async fn keep_location(
        &self,
        mut tx: Tx,
        row: &LocationRow,
        all: &[LocationRow],
    ) -> Result<(), StoreError> {
        let ids: Vec<LocationId> = all.iter().map(|it| it.location.id).collect();
        tx.save_location(row, 0).await?;
        tx.order_locations(row.location.brand, &ids).await?;
        tx.commit().await?;
        self.catch_up().await
    }
}

/// The shop as it is kept beside `others`.
fn tidied(row: LocationRow, others: &[LocationRow]) -> Result<LocationRow, PlaceError> {
    let location = row.location.tidied()?;
    let is_taken = |slug: &str| others.iter().any(|it| it.slug == slug);
    let given = slug(&row.slug);
    if is_taken(&given) {
        return Err(PlaceError::Taken(given));
    }
    if !given.is_empty() {
        return Ok(LocationRow { slug: given, location });
    }
    let mut name = slug(&location.name);
    if name.is_empty() {
        name = location.id.to_string();
    }
    let mut numbered = (2..).map(|number| format!("{name}-{number}"));
    let slug = if is_taken(&name) { numbered.find(|it| !is_taken(it)) } else { None };
    Ok(LocationRow { slug: slug.unwrap_or(name), location })
}

fn place(all: &mut Vec<LocationRow>, row: LocationRow, position: Option<usize>) {
    let last = all.len();
    all.insert(position.unwrap_or(last).min(last), row);
}
