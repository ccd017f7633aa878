// Signs a visitor in with what the shop's server has signed.
import { become, known, switchTo } from './chat';
import { call, configure, widget } from './kit';
import { clear, dialog, update } from './stage';

interface Identified {
  /** Takes the place of the one before; null while that goes on counting. */
  token: string | null;
  name: string;
  email: string | null;
}

/** Whoever writes or is in the conversation is not interrupted; the next view greets anew. */
function isBusy(): boolean {
  const fields = dialog.querySelectorAll<HTMLInputElement>('input, textarea');
  return !!dialog.querySelector('[role=log]') || [...fields].some((it) => it.value);
}

/** `given` is the signed token, or a function that fetches a fresh one. */
export async function signIn(given: unknown): Promise<void> {
  try {
    const token = `${typeof given === 'function' ? await (given as () => unknown)() : given}`;
    await become();
    const { token: fresh, name, email } = await call<Identified>('identity', { token });
    if (fresh) switchTo(fresh);
    Object.assign(known, { name, email });
    configure(await widget.config());
    if (!isBusy()) clear();
    update();
  } catch (refusal) {
    // Whoever builds the shop page looks here; the service says why to whoever asks it directly.
    console.warn('lotse: setUser was refused', refusal);
  }
}
