//! Which short names of folders, files and columns are languages.
//!
//! `Locale` takes any two or three letters; a folder called `faq` or `api` is no language, so
//! guessing needs a list.

use lotse_domain::locale::Locale;

/// The two-letter codes of ISO 639-1 that help centres are written in.
const CODES: [&str; 76] = [
    "af", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es",
    "et", "eu", "fa", "fi", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it",
    "ja", "ka", "kk", "km", "kn", "ko", "ky", "lb", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms",
    "mt", "nb", "ne", "nl", "nn", "no", "pa", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv",
    "sw", "ta", "te", "th", "tr", "uk", "ur", "uz", "vi", "xh", "zh", "zu",
];

/// Languages by the names people write into a column.
const NAMES: [(&str, &str); 15] = [
    ("deutsch", "de"),
    ("german", "de"),
    ("niemiecki", "de"),
    ("polnisch", "pl"),
    ("polish", "pl"),
    ("polski", "pl"),
    ("englisch", "en"),
    ("english", "en"),
    ("angielski", "en"),
    ("französisch", "fr"),
    ("french", "fr"),
    ("francuski", "fr"),
    ("spanisch", "es"),
    ("spanish", "es"),
    ("hiszpański", "es"),
];

/// The language a folder or file suffix names, such as `de` or `pt-BR`; `None` for other words.
pub(super) fn known_locale(text: &str) -> Option<Locale> {
    let locale: Locale = text.parse().ok()?;
    let region_fits = match locale.as_str().split_once('-') {
        None => true,
        Some((_, rest)) => matches!(rest.len(), 2..=4),
    };
    (CODES.contains(&locale.language()) && region_fits).then_some(locale)
}

/// The language somebody wrote down on purpose: a tag or a name.
pub(crate) fn language_of(text: &str) -> Option<Locale> {
    let lower = text.trim().to_lowercase();
    match NAMES.iter().find(|(name, _)| *name == lower) {
        Some((_, code)) => code.parse().ok(),
        None => lower.parse().ok(),
    }
}
