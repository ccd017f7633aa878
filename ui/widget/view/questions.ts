// All a task asks for at once; what somebody types in stays while other things change.
import { h } from '../kit';
import type { Field } from '../protocol';
import { show } from '../rows';
import { makePart, type Part } from './field';

export interface Questions {
  element: Element;
  /** Asks for `fields`; in another `round` nothing that was typed counts any more. */
  ask: (fields: Field[], round: string) => void;
  /** What is to be sent; null when one is plainly wrong, which then says so and has the focus. */
  values: () => Record<string, string> | null;
  /** The service has answered. */
  settle: () => void;
  /** Gives the focus to the first wrong one, else to the first one if `orFirst`. */
  focus: (orFirst: boolean) => boolean;
}

export function makeQuestions(): Questions {
  const element = h('div.asked');
  let parts: Part[] = [];
  let asked = '';

  function partFor(field: Field, known?: Part): Part {
    const { value: _, error: __, ...shape } = field;
    const shows = JSON.stringify([asked, shape]);
    const part = known?.shows === shows ? known : makePart(field, shows, known?.draft());
    part.update(field);
    return part;
  }

  return {
    element,
    ask(fields, round) {
      const old = round === asked ? parts : [];
      asked = round;
      parts = fields.map((it) =>
        partFor(
          it,
          old.find(({ key }) => key === it.key),
        ),
      );
      show(
        element,
        parts.map(({ key: id, shows, element }) => ({ id, shows, make: () => element })),
      );
    },
    values() {
      for (const it of parts) it.check();
      // What the service found wrong may be right by now; only it can tell.
      const flawed = parts.find((it) => it.isFlawed());
      flawed?.focus();
      return flawed ? null : Object.fromEntries(parts.map((it) => [it.key, it.read()]));
    },
    settle() {
      for (const it of parts) it.settle();
    },
    focus(orFirst) {
      const first = parts.find((it) => it.isWrong()) ?? (orFirst ? parts[0] : undefined);
      first?.focus();
      return !!first;
    },
  };
}
