// The second part of the panel: what can be done in the conversation, articles, and who is signed in.
// Fetched when somebody comes to one of them.
import css from 'virtual:more-style';
import { conversation } from './chat';
import { dress } from './kit';
import type { Post } from './protocol';
import type { Row } from './rows';
import { rows as rest } from './view/files';
import { refusedUndo } from './view/receipt';
import { refusedTask, taskRow } from './view/task';

dress(css);

export { signIn } from './identity';
export { choices } from './view/choices';
export { equip, files } from './view/files';
export { reader } from './view/reader';
export { receiptRow } from './view/receipt';

/** What is under the messages. */
export function rows(): Row[] {
  const task = conversation?.task;
  return [...(task ? [taskRow(task)] : []), ...rest()];
}

/** Takes back a post the service will not carry out, when it is about a task or a receipt. */
export function refused(body: Post['body']): boolean {
  return refusedTask(body) || refusedUndo(body);
}
