//! What customers of the demo shop ask, and how often: so the help centre can show what is asked
//! most, and the desk what has no answer yet.

/// Questions of one language with how often they are asked.
type Asked = [(&'static str, u8)];

/// All of them, by language.
pub(super) const ASKED: [(&str, &Asked); 3] =
    [("de", GERMAN.as_slice()), ("pl", POLISH.as_slice()), ("en", ENGLISH.as_slice())];

const GERMAN: [(&str, u8); 20] = [
    ("Wo ist mein Paket?", 6),
    ("Meine Brille hat keine Gummis mehr", 5),
    ("Wie lange dauert die Lieferung?", 4),
    ("Wie kann ich etwas zurückschicken?", 4),
    ("Wann habt ihr geöffnet?", 3),
    ("Wo finde ich meine Rechnung?", 3),
    ("Sehtest Termin verschieben", 3),
    ("Mein Gutscheincode geht nicht", 2),
    ("Lieferadresse ändern", 2),
    ("Schraube aus der Brille verloren", 2),
    ("SERVICE NEEDED", 2),
    ("Kann ich in Raten zahlen?", 2),
    ("Passwort vergessen", 2),
    ("Was kostet der Versand?", 1),
    ("Klarbad zeigt E02", 1),
    ("Zahlt die Krankenkasse etwas dazu?", 1),
    // The shop has no answer to these.
    ("Verkauft ihr auch Hörgeräte?", 3),
    ("Gibt es bei euch Hörgeräte?", 1),
    ("Kann ich eine Brille per Videoanruf anprobieren?", 2),
    ("Darf mein Hund mit in den Laden?", 1),
];

const POLISH: [(&str, u8); 11] = [
    ("Gdzie jest moja paczka?", 3),
    ("okulary mi się złamały", 3),
    ("Jak wymienić noski w okularach?", 2),
    ("Kiedy dostanę zwrot pieniędzy?", 2),
    ("Jakie są godziny otwarcia?", 2),
    ("Ile kosztuje dostawa?", 1),
    ("Zgubiłem śrubkę", 1),
    ("Nie pamiętam hasła", 1),
    ("Kod rabatowy nie działa", 1),
    // The shop has no answer to these.
    ("Czy sprzedajecie aparaty słuchowe?", 2),
    ("Czy naprawiacie zegarki?", 1),
];

const ENGLISH: [(&str, u8); 11] = [
    ("Where is my parcel?", 3),
    ("How do I send something back?", 2),
    ("When are you open?", 2),
    ("My glasses are broken", 2),
    ("How much does delivery cost?", 1),
    ("I forgot my password", 1),
    ("voucher code doesn't work", 1),
    ("How do I clean my glasses?", 1),
    ("Can I pay in instalments?", 1),
    // The shop has no answer to these.
    ("Do you sell hearing aids?", 2),
    ("Do you ship to Australia?", 1),
];
