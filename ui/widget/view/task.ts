// Something Lotse does here and now: what it has to know, what it is about to do, that it does it.
import { conversation, outbox, perform } from '../chat';
import { button, config, h, t, widget } from '../kit';
import type { Post, Task } from '../protocol';
import { show, type Row } from '../rows';
import { say } from '../stage';
import { makeQuestions } from './questions';

interface Card {
  id: string;
  element: Element;
  update: (task: Task) => void;
  refuse: () => void;
}

let card: Card | undefined;

export function taskRow(task: Task): Row {
  // What is typed belongs to one run; another language means other words on the buttons.
  const id = task.run + config.locale;
  if (card?.id !== id) card = makeCard(id, task.run);
  card.update(task);
  const { element } = card;
  return { id: 'task', shows: id, make: () => element };
}

/** Whether `body` is about a task; its card then says that the service did not take it. */
export function refusedTask({ run }: Post['body']): boolean {
  if (!run) return false;
  if (conversation?.task?.run === run) card?.refuse();
  return true;
}

const isAsking = ({ step }: Task) => step === 'prove' || step === 'fields';
/** Changes when other things are asked or shown. */
const roundOf = ({ step, fields }: Task) => step + fields.map((it) => it.key).join();

function makeCard(id: string, run: string): Card {
  const title = h('h2', { id: 'lotse-task', tabIndex: -1 });
  const lead = h('p');
  const questions = makeQuestions();
  const flaw = h('p.flaw', { role: 'alert' });
  const rest = h('div.rest');
  const state = h('p.state');
  // What is worth reading out is said; the log would read out every little change.
  const element = h(
    'form.card.hand',
    { noValidate: true, ariaLive: 'off', 'aria-labelledby': title.id, submit },
    ...[title, lead, questions.element, flaw, rest, state],
  );
  let task: Task;
  let round = '';
  /** Whether the answer to something done here is still to come. */
  let isMine = false;

  const isPending = () => outbox.posts.some((it) => it.body.run === run);

  function send(what: object): void {
    if (isPending()) return;
    isMine = true;
    flaw.textContent = '';
    perform(run, what);
  }

  function submit(event: Event): void {
    event.preventDefault();
    if (!isAsking(task)) return send({ confirm: true });
    const values = questions.values();
    if (values) send({ values });
  }

  return {
    id,
    element,
    update(now) {
      const isInside = element.contains(widget.root.activeElement);
      const isNew = round !== roundOf(now);
      const isRunning = now.step === 'running';
      const isWaiting = isPending();
      const text = now.text || (isRunning ? t('chat.task.running') : '');
      task = now;
      round = roundOf(now);
      title.textContent = now.title;
      lead.textContent = text;
      lead.hidden = !text;
      lead.className = isRunning ? 'busy' : '';
      questions.ask(isAsking(now) ? now.fields : [], round);
      show(rest, restOf(now, send));
      show(state, stateOf(isWaiting, isRunning));
      for (const it of rest.querySelectorAll('button')) it.ariaDisabled = isWaiting ? 'true' : null;
      if (isNew) {
        flaw.textContent = '';
        say(`${now.title}. ${text}`);
        // Not a button: what comes next is read first, and nothing is done by pressing Enter twice.
        if (isInside && !questions.focus(true)) title.focus();
      }
      if (isMine && !isWaiting) {
        isMine = false;
        questions.settle();
        if (isInside) questions.focus(false);
      }
      // What had the focus may be gone.
      if (isInside && !element.contains(widget.root.activeElement)) title.focus();
    },
    refuse() {
      isMine = false;
      flaw.textContent = t('chat.task.refused');
    },
  };
}

/** What stands below the fields: what is about to be done, and the buttons. */
function restOf({ step, summary }: Task, send: (what: object) => void): Row[] {
  if (step === 'running') return [];
  const isAsked = step === 'confirm';
  const list = () =>
    h('dl', ...summary.flatMap(({ label, value }) => [h('dt', label), h('dd', value)]));
  const buttons = () =>
    h(
      'div.choices',
      h('button.main', t(isAsked ? 'chat.task.confirm' : 'chat.task.next')),
      isAsked && button('pill', () => send({ edit: true }), t('chat.task.edit')),
      button('pill', () => send({ cancel: true }), t('chat.task.cancel')),
    );
  const row = (id: string, shows: unknown, make: () => Element) => ({ id, shows, make });
  return [...(isAsked ? [row('summary', summary, list)] : []), row('buttons', isAsked, buttons)];
}

/** Whether it is on its way. */
function stateOf(isWaiting: boolean, isRunning: boolean): Row[] {
  const { isStuck } = outbox;
  // What runs has been sent, though its answer is still to come.
  if (!isWaiting || (isRunning && !isStuck)) return [];
  const make = () =>
    isStuck
      ? h(
          'span.flaw',
          `${t('chat.unsent')} · `,
          button('link', () => void outbox.flush(), t('chat.again')),
        )
      : h('span', t('chat.sending'));
  return [{ id: 'state', shows: isStuck, make }];
}
