// Follows an import until it is over.
import { body, client, type Import } from '../lib/api';

const PAUSE_MS = 700;

/** Reports every state of the import, until it is over or nobody looks any more. */
export async function finished(
  id: string,
  report: (state: Import) => void,
  stopped: () => boolean,
): Promise<void> {
  for (;;) {
    const state = await body(client.GET('/imports/{id}', { params: { path: { id } } }));
    if (stopped()) return;
    report(state);
    if (state.state !== 'running') return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
