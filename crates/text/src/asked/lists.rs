//! The words by which agents ask, and those that only look like it; folded and loosened, so that
//! "question" is "qustion".

/// The words of one language. Phrases stand with commas between them; a `*` at the end of a word
/// stands for whatever follows.
pub(super) struct Words {
    /// Ask wherever they stand.
    pub(super) requests: &'static str,
    /// Ask at the beginning of a question.
    pub(super) openers: &'static str,
    /// Where these stand, nothing is asked for.
    pub(super) no: &'static str,
    /// Make a request of a mere thing.
    pub(super) please: &'static str,
    /// May stand around a thing that is all a clause has; single words.
    pub(super) around: &'static str,
    /// Before a thing: something goes there or comes from there; single words.
    pub(super) places: &'static str,
    /// The customer's name.
    pub(super) name: &'static str,
    /// Questions for the name that do not name it.
    pub(super) who: &'static str,
    /// The customer's address.
    pub(super) email: &'static str,
    /// The number of the order.
    pub(super) order: &'static str,
    /// Questions for what it is about; they end what is said.
    pub(super) matter: &'static str,
    /// May follow such a question; single words.
    pub(super) after: &'static str,
    /// Asks to tell about a trouble.
    pub(super) describe: &'static str,
    /// The trouble as a whole.
    pub(super) trouble: &'static str,
}

pub(super) const GERMAN: Words = Words {
    requests: "konnen sie, konnten sie, konntet ihr, konnt ihr, kannst du, konntest du, wurden sie, wurden mir, wurden uns, \
        wurdest du, wollen sie mir, nennen sie, teilen sie, geben sie, sagen sie, schicken sie, \
        senden sie, verraten sie, schreiben sie mir, schreiben sie uns, nenn mir, nenne mir, gib mir, gib uns, sag mir, \
        sag uns, schick mir, schick uns, schreib mir, teil mir, teile mir, brauche ich, \
        brauchen wir, ich brauche, wir brauchen, benotige ich, benotigen wir, ich benotige, \
        wir benotigen, brauchte ich, ich brauchte, brauchten wir, wir brauchten, hatte ich gern*, \
        ich hatte gern*, darf ich, durfte ich, durfen wir, durften wir, kann ich bitte, \
        konnte ich bitte, haben sie, hast du, hatten sie, bitte um, lassen sie mich, lass mich, \
        fehlt mir, fehlt uns, fehlt noch, bitte nenn*, bitte gib, bitte schick*, bitte teil*",
    openers: "wie laut*, wie ist, wie war, was ist, welche, welch*, wie ihr*, wie dein*",
    no: "nicht, kein*, nie, ohne, bereits, gepruft, geschaut, nachgesehen, bekommen, erhalten, \
        gesehen, gelesen, geschickt, liegt mir vor, liegt vor, habe ich, \
        haben wir, vergleichen, prufen, prufe, andern, geandert, angepasst, loschen, ich kann, \
        wir konnen, finden sie, sehen sie, steht, stehen, bekommen sie, erhalten sie, auch wenn, \
        formular, im formular, auf das",
    please: "bitte, fehlt, fehlen, brauche, benotige",
    around: "ihre ihren ihr ihrer deine deinen dein die den der das und oder sowie auch noch bitte \
        hier mir uns dazu dafur nur kurz denn aktulle vollstandige vollstandigen richtige genau",
    places: "mein* unser* an auf per via in mit unter aus von zu zur zum uber bei fur im am",
    name: "ihr name, ihren namen, ihren vollstandigen namen, ihren vor, dein name, deinen namen, \
        nachname*, vorname*, ihr vollstandiger name, vor und nachnamen",
    who: "wie heissen sie, wie heisst du, wie heisen sie, wie heist du, mit wem spreche ich, \
        mit wem habe ich, mit wem schreibe ich, mit wem chatte ich, wie darf ich sie ansprechen",
    email: "email adresse, emailadresse, mailadresse, mail adresse, ihre email, deine email, \
        ihre mail, deine mail",
    order: "bestellnummer, bestellnummern, auftragsnummer, bestell nr, bestellnr, auftrags nr, \
        auftragsnr, ordernummer, bestellungsnummer, nummer der bestellung, \
        nummer ihrer bestellung, nummer deiner bestellung, nummer zu ihrer bestellung, \
        bestell nummer, auftrags nummer",
    matter: "wie kann ich ihnen helfen, wie kann ich dir helfen, wie kann ich helfen, \
        wie konnen wir ihnen helfen, wie konnen wir helfen, womit kann ich ihnen helfen, \
        womit kann ich dir helfen, womit kann ich helfen, womit konnen wir helfen, \
        was kann ich fur sie tun, was kann ich denn fur sie tun, was kann ich fur dich tun, was konnen wir fur sie tun, \
        worum geht es, worum geht s, worum gehts, um was geht es, um was geht s, um was gehts, \
        was ist ihr anliegen, was ist dein anliegen, was ist das problem, was ist ihr problem, \
        was ist dein problem, was fuhrt sie zu uns, wo druckt der schuh",
    after: "denn heute genau bitte konkret eigentlich gerade",
    describe: "schilder*, beschreib*, erklar*, erzahl*",
    trouble: "ihr anliegen, ihr problem, dein anliegen, dein problem, ihre frage, ihren fall",
};

pub(super) const POLISH: Words = Words {
    requests: "podaj, podajcie, prosze podac, prosze mi podac, prosze nam podac, prosze o, prosze przeslac, prosze wyslac, prosze napisac, \
        poprosze, moze pan podac, moze pani podac, moglby pan podac, moglaby pani podac, \
        mozesz podac, moglbys podac, moglabys podac, moge prosic, mozna prosic, \
        chcialbym prosic, chcialabym prosic, czy moze pan, czy moze pani, czy moglby pan, \
        czy moglaby pani, potrzebuje, potrzebujemy, potrzebny jest, potrzebny bedzie, \
        potrzebne jest, potrzebne beda, przeslij, wyslij, napisz, brakuje mi, brakuje nam, \
        czy ma pan, czy ma pani, czy masz, czy zna pan, czy zna pani, czy znasz",
    openers: "jaki jest, jaki ma, jaki masz, jakie jest, jakie sa, jakie ma, jaki byl",
    no: "nie, bez, sprawdz*, juz mam, mam juz, mamy juz, zmien*, znajdzie, znajduje, \
        wysylam, wyslalem, wyslalam, wyslalismy, otrzyma, dostanie, porown*, to jest, pod adres*",
    please: "prosze, poprosze, potrzebny, potrzebuje",
    around: "i oraz lub tez takze jeszcze prosze poprosze pana pani panstwa twoj twoje swoj swoje \
        swojego swojej o podac ten pelne dokladny aktualny tylko",
    places: "moj* nasz* na w we z ze do przez od po przy mailem",
    name: "imie i nazwisko, imienia i nazwiska, pana imie, pani imie, pana nazwisko, pani nazwisko, \
        twoje imie, twoje nazwisko, swoje imie, swoje nazwisko, pana godnosc, pani godnosc, \
        nazwisko, imie",
    who: "jak sie pan nazywa, jak sie pani nazywa, jak sie nazywasz, jak masz na imie, \
        jak ma pan na imie, jak ma pani na imie, z kim rozmawiam, z kim mam przyjemnosc, \
        jak pan sie nazywa, jak pani sie nazywa, jak moge sie zwracac, \
        jak moge sie do pani zwracac, jak moge sie do pana zwracac",
    email: "adres* email*, adres* mail*, adres* poczty, email pana, email pani, pana email*, \
        pani email*, twoj email*, twojego maila, swoj email*, swojego maila, pana mail*, \
        pani mail*, twoj mail*",
    order: "numer* zamowieni*, nr zamowieni*, numer* panskiego zamowieni*, \
        numer* pani zamowieni*, numer* pana zamowieni*, numer* twojego zamowieni*, \
        numer* panstwa zamowieni*, numer* tego zamowieni*, numer* swojego zamowieni*",
    matter: "w czym moge pomoc, jak moge pomoc, w czym mozemy pomoc, jak mozemy pomoc, \
        w czym moge panu pomoc, w czym moge pani pomoc, w czym moge ci pomoc, \
        jak moge panu pomoc, jak moge pani pomoc, o co chodzi, o co dokladnie chodzi, czego dotyczy sprawa, \
        czego dotyczy zgloszenie, czego dotyczy pytanie, czego dotyczy problem, \
        na czym polega problem, jaki jest problem, jaki ma pan problem, jaki ma pani problem, \
        jaki masz problem, w czym problem, w czym jest problem, \
        z czym pan sie zwraca, z czym pani sie zwraca",
    after: "dzisiaj dzis dokladnie prosze konkretnie wlasciwie",
    describe: "opisac, opisz, opowiedziec, opowiedz, wyjasnic",
    trouble: "problem, sprawe, swoj problem, swoja sprawe",
};

pub(super) const ENGLISH: Words = Words {
    requests: "could you, can you, would you, will you, please give, please tell, please send, \
        please share, please provide, please confirm, please let me, let me know, let us know, \
        give me, give us, tell me, tell us, send me, send us, share your, provide your, \
        may i have, may i get, may i ask for, can i have, can i get, could i have, could i get, \
        may we have, can we have, could we have, i need, we need, i will need, ill need, \
        i would need, id need, we will need, well need, do you have, have you got, need to know, \
        still need, mind sharing, mind giving, mind telling, am missing, are missing, may i know",
    openers: "what email*, what order*, what name, what is, whats, what was, which, what are",
    no: "another, not, no, dont, dosnt, didnt, wont, never, without, already, check, change, changed, \
        update, updated, you need, youll need, you will need, you can find, youll find, \
        you will find, i sent, we sent, will send, ill send, ive, weve",
    please: "please, need, missing",
    around: "your the and or also as well please too me us for full current order exact a",
    places: "my our to at in on by via from with under through using of into within",
    name: "your name, your full name, your first name, your last name, your surname, first name, \
        last name, full name, surname",
    who: "who am i speaking, who am i talking, who am i chatting, whom am i speaking, \
        who do i have the pleasure, how should i call you, how may i address you",
    email: "email addres*, mail addres*, your email, your mail",
    order: "order number*, order no, order id, order nr, number of your order, number of the order, \
        ordernumber, number for your order, order reference",
    matter: "how can i help, how may i help, how can we help, how may we help, how could i help, \
        how can i assist, how may i assist, how can we assist, what can i do for you, \
        what can we do for you, what is the problem, whats the problem, what is your problem, \
        what is the issu, whats the issu, what is your issu, whats your issu, \
        what seems to be the problem, what seems to be the issu, what is it about, whats it about, what is this about, \
        whats this about, what brings you here, what do you need help with",
    after: "you today exactly please with",
    describe: "describe, explain",
    trouble: "your problem, your issu, the problem, the issu",
};
