// The lists a conversation may stand in.
import type { ConversationRow, Counts } from '../lib/api';
import type { MessageKey } from '../lib/i18n.svelte';
import type { IconName } from '../lib/icons';

export type ViewId = 'mine' | 'queue' | 'mentions' | 'bot' | 'all' | 'snoozed' | 'resolved';

export interface View {
  id: ViewId;
  label: MessageKey;
  icon: IconName;
}

export const VIEWS: View[] = [
  { id: 'mine', label: 'desk.view_mine', icon: 'inbox' },
  { id: 'queue', label: 'desk.view_queue', icon: 'users' },
  { id: 'mentions', label: 'desk.view_mentions', icon: 'at' },
  { id: 'bot', label: 'desk.view_bot', icon: 'bot' },
  { id: 'all', label: 'desk.view_all', icon: 'list' },
  { id: 'snoozed', label: 'desk.view_snoozed', icon: 'clock' },
  { id: 'resolved', label: 'desk.view_resolved', icon: 'check' },
];

const FIRST: View = { id: 'queue', label: 'desk.view_queue', icon: 'users' };

/** The view of that name; where there is none, what waits for somebody. */
export function viewOf(name: string | null): View {
  return VIEWS.find((it) => it.id === name) ?? FIRST;
}

/** The address of a view, or of a conversation in it. */
export function viewPath(view: ViewId, id = ''): string {
  return `/requests${id ? `/${id}` : ''}?view=${view}`;
}

/** How many conversations are in a view. */
export function countOf(view: ViewId, counts: Counts | null): number | null {
  return counts?.[view] ?? null;
}

/** The list a conversation stands in, for the agent who looks. */
export function viewIdOf(it: ConversationRow, me: string | undefined): ViewId {
  if (it.status === 'resolved') return 'resolved';
  if (it.snoozed_until) return 'snoozed';
  if (it.holder === 'machine') return 'bot';
  if (it.holder === 'queue') return 'queue';
  return it.agent?.id === me ? 'mine' : 'all';
}
