//! The words by which people ask for a person, refuse a machine, or swear; folded and loosened, so
//! that "question" is "qustion".

/// The words of one language, each list with blanks between.
pub(super) struct Words {
    /// Who can be asked for.
    pub(super) persons: &'static str,
    /// Whoever it may be; says nothing without the wish to talk.
    pub(super) anybody: &'static str,
    /// To talk, not yet done.
    pub(super) talk: &'static str,
    /// Stands before whom one talks with.
    pub(super) with: &'static str,
    /// Stands before what one needs.
    pub(super) need: &'static str,
    /// Stands before what one refuses.
    pub(super) no: &'static str,
    /// What is refused.
    pub(super) machines: &'static str,
    /// May stand between: articles, "real", "living".
    pub(super) between: &'static str,
    /// May stand around a mere call.
    pub(super) fillers: &'static str,
    /// Single words nobody says in peace.
    pub(super) insults: &'static str,
    /// Several words nobody says in peace, with commas between.
    pub(super) outbursts: &'static str,
    /// Greetings and thanks.
    pub(super) small_talk: &'static str,
    /// After these an insult is modesty.
    pub(super) question: &'static str,
}

/// Words of their own that lie one error beside a person.
pub(super) const OTHERS: &str =
    "perron persona personal personen mensche operators operatora beratern";

pub(super) const GERMAN: Words = Words {
    persons: "mensch menschen mitarbeiter mitarbeitern mitarbeiters mitarbeiterin mitarbeiterinnen \
        mitarbeitenden mitarbeitende berater beraterin person kundenberater kundenberaterin \
        kundendienst kundenservice kundenbetreur kundenbetreurin sachbearbeiter \
        sachbearbeiterin agent agenten agentin ansprechpartner ansprechpartnerin \
        supportmitarbeiter servicemitarbeiter kollege kollegen kollegin support",
    anybody: "jemand jemandem jemanden irgendwem wem euch ihnen",
    talk: "sprechen reden schreiben chatten telefonieren verbinden verbinde verbindet sprich \
        weiterleiten weiterverbinden durchstellen unterhalten",
    with: "mit an zu zum",
    need: "brauche brauch will mochte mocht wunsche verlange gib geben hol holen bitte lieber",
    no: "kein keine keinen keinem nicht statt",
    machines: "bot bots roboter robotern chatbot chatbots maschine ki computer",
    between: "ein eine einen einem einer ner nem nen der dem den die echt echte echten echter \
        richtigen richtige richtiger lebenden lebendigen realen reale menschlichen menschliche \
        ihrer ihrem ihren eurer eurem euren vom von anderen netten",
    fillers: "ein eine einen einem einer nem nen ner der dem den die echt echte echten echter echtem \
        richtigen richtige richtiger lebenden reale realen menschlichen menschlicher \
        menschliche bitte danke hallo hi jetzt sofort endlich mal gerne gern doch einfach nur \
        mit an zu zum ich mich mir wir will mochte wurde kann konnte kannst darf man brauche \
        hatte sprechen reden chatten schreiben verbinden verbinde verbindet durchstellen sie \
        du ihrer eurer es gibt hier irgendwie auch und oder los",
    insults: "scheisse scheis scheiss scheissladen verdammt verdammte verdammter verdammten idiot \
        idioten arschloch arschlocher vollidioten vollidiot saftladen drecksladen dreckladen \
        abzocke abzocker verarschen verarscht verarsche unverschamt unverschamtheit frechheit \
        saustall schweinerei kotzt beschissen beschissene fresse wichser trottel deppen \
        bescheurt bescheurte bescheurter dumme dummer bloder nutzloser nutzlose scheissbot \
        drecksbot",
    outbursts: "reicht mir jetzt, mir reicht es, mir reichts, die schnauze voll, die nase voll, das \
        ist doch ein witz, ist das ein witz, leck mich, halt die klappe, so ein mist, das \
        letzte",
    small_talk: "hallo hi hey hej moin moinsen servus gruzi guten gute morgen tag abend mahlzeit \
        danke dank vielen schon sehr herzlichen super prima ok okay alles klar tschuss ciao bis \
        bald gruss grusse liebe zusammen du sie da",
    question: "frage fragen nachfrage idee sache",
};

pub(super) const POLISH: Words = Words {
    persons: "czlowiek czlowieka czlowiekiem czlowiekowi konsultant konsultanta konsultantem \
        konsultantka konsultantke konsultantki konsultantowi konsultantow pracownik pracownika \
        pracownikiem pracownikowi pracowniczka doradca doradce doradcy doradcow agent agenta \
        agentem osoba osobe osoby operator operatorem operatora ludzmi",
    anybody: "kims ktos kogos kimkolwiek kim wami panstwem",
    talk: "rozmawiac porozmawiac pogadac gadac polacz polaczyc polaczcie polaczenie polaczenia \
        mowic pomowic pisac napisac skontaktowac przelacz przelaczyc przekieruj rozmowa \
        rozmowe rozmowy kontakt",
    with: "z ze do na",
    need: "chce chcialbym chcialabym potrzebuje poprosze prosze dajcie daj wole zadam",
    no: "nie zadnego zadnych bez zamiast",
    machines: "bot bota botem boty botow robot robota robotem chatbot chatbota chatbotem automat \
        automatem automatu maszyna maszyny",
    between: "zywym zywego zywa prawdziwym prawdziwego prawdziwa jakims jakas jakiegos waszym wasza \
        waszego innym inna tym ludzkim kompetentnym o z ze mnie mi chce rozmawiac porozmawiac \
        konkretna realna fizyczna",
    fillers: "z ze do na mnie mi sie ja chce chcialbym chcialabym prosze poprosze potrzebuje moge \
        czy mozna rozmawiac porozmawiac pogadac polacz polaczcie polaczyc rozmowa rozmowe \
        kontakt zywy zywym zywego zywa prawdziwy prawdziwym prawdziwego prawdziwa jakims teraz \
        natychmiast juz wreszcie tylko dzien dobry hej czesc o i dziekuje jest tu tutaj jakis \
        jakas dajcie daj",
    insults: "kurwa kurwy kurde cholera cholerny cholerna cholerne idiota idioci idiotyczny \
        idiotyczne debil debile debilny dupy dupa gowno gowniany wkurza wkurzacie wkurwia \
        wkurwiacie pierdolcie pierdole spierdalaj spierdalajcie zlodzieje oszusci skandal \
        beznadziejny beznadziejna beznadziejne beznadzieja zenada kpina kpiny glupi glupia \
        durny durna",
    outbursts: "mam dosc, mam tego dosc, dosc tego, szlag mnie trafi, to jakis zart, jaja sobie \
        robicie",
    small_talk: "czesc hej hejka siema witam witaj dzien dobry wieczor dziekuje dzieki wielkie \
        bardzo super ok okej pozdrawiam milego dnia do widzenia na razie pa",
    question: "pytanie pytania pytam sprawa pomysl",
};

pub(super) const ENGLISH: Words = Words {
    persons: "human humans person people agent agents representative representatives rep operator \
        employee staff advisor adviser consultant assistant colleagu supervisor manager \
        support",
    anybody: "someone somebody anyone anybody",
    talk: "talk speak chat connect transfer contact talking speaking chatting write through call \
        escalate forward",
    with: "with to",
    need: "need want get give prefer require demand please",
    no: "no not without",
    machines: "bot bots robot robots chatbot chatbots machine ai",
    between: "a an the real live living actual human your some any me customer service support \
        another to talk speak with proper damn fucking more",
    fillers: "a an the real live living actual please pls plz thanks hi hello hey now i me we can \
        could may would like want wanna need to with talk speak chat connect transfer get give \
        just customer service your is there any some id let ok you my for finally immediately \
        team",
    insults: "fuck fucking fucked fuckers shit shitty bullshit wtf idiot idiots idiotic stupid dumb \
        crap damn damned goddamn moron morons asshole assholes bastards scam scammers pathetic \
        ridiculous useless outrageous",
    outbursts: "sick of, fed up, are you kidding, you kidding me, had enough, is this a joke, go to \
        hell, piss off",
    small_talk: "hello hi hey hiya there good morning afternoon evening day thanks thank you so \
        much many ok okay great cheers bye goodbye perfect very",
    question: "qustion qustions idea mistake thing",
};
