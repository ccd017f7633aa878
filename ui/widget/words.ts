// The sentences of the widget, as the service sends them.
import type { Config } from './protocol';

export type Say = (key: string, values?: Record<string, string | number>) => string;

/** None of them depends on a number, so each is one text. */
export function speaker({ texts }: Pick<Config, 'texts'>): Say {
  return (key, values = {}) => {
    const text = texts[key];
    if (typeof text !== 'string') return '';
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => `${values[name] ?? whole}`);
  };
}
