// What the demo shop knows, as the specs need it: questions in customers' words and the title of
// the article that answers them.
import type { Locale } from './words';

export interface Asked {
  words: string;
  title: string;
}

type InBoth = Record<'de' | 'pl', Asked>;

export const coffeeMachine: InBoth & Record<'de' | 'pl', { step: string }> = {
  de: {
    words: 'Kaffeemaschine SERVICE NEEDED',
    title: 'Kaffeemaschine Kutter: „Wartung nötig“ und Fehler K1, K2, K3',
    step: 'Leere Tropfschale und Satzbehälter',
  },
  pl: {
    words: 'ekspres do kawy SERVICE NEEDED',
    title: 'Ekspres Kutter: Wymagany serwis i kody K1, K2, K3',
    step: 'Opróżnij tackę i pojemnik na fusy',
  },
};

export const nosePads: InBoth & { en: Asked } = {
  de: { words: 'Gummi', title: 'Nasenpads wechseln' },
  pl: { words: 'gumka', title: 'Jak wymienić noski w okularach?' },
  en: { words: 'nose rubber missing', title: 'How do I replace my nose pads?' },
};

export const brokenGlasses: InBoth = {
  de: {
    words: 'Meine Brille ist kaputt, was soll ich jetzt tun?',
    title: 'Brille kaputt – was soll ich jetzt tun?',
  },
  pl: {
    words: 'Moje okulary się złamały, co mam teraz zrobić?',
    title: 'Okulary są zepsute – co zrobić?',
  },
};

/** What every shop is asked: how to pay, how it comes, how it goes back. */
export const basics: Record<'de' | 'pl', Asked[]> = {
  de: [
    { words: 'Welche Zahlungsmöglichkeiten gibt es?', title: 'Welche Zahlungsarten gibt es?' },
    { words: 'Versandarten', title: 'Welche Versandarten gibt es?' },
    { words: 'Rückgaberecht', title: 'Was kann ich zurückgeben?' },
  ],
  pl: [
    { words: 'Czym mogę zapłacić?', title: 'Jakie są metody płatności?' },
    { words: 'sposoby dostawy', title: 'Jakie są sposoby dostawy?' },
    { words: 'warunki zwrotów', title: 'Czy mogę oddać okulary?' },
  ],
};

export const LOCALES = ['de', 'pl'] as const satisfies readonly Locale[];

/** The log-ins of the demo, as the README has them. */
export const PASSWORD = 'Leuchtturm im Nebel';
export const EDITOR = 'editor@brillenwerk.example';
export const AGENT = 'agent@brillenwerk.example';
export const ADMINISTRATOR = 'admin@brillenwerk.example';
