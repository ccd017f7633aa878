// The shared parts, as people meet them.
import { cleanup, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../src/lib/api';
import { language, t } from '../src/lib/i18n.svelte';
import { toasts } from '../src/lib/toasts.svelte';
import Tags from '../src/parts/Tags.svelte';
import Toasts from '../src/parts/Toasts.svelte';
import WordDialog from '../src/words/WordDialog.svelte';

beforeAll(() => language.choose('en'));
afterEach(cleanup);

function tags(values: string[]) {
  const onchange = vi.fn<(values: string[]) => void>();
  render(Tags, { label: 'Words', values, placeholder: 'Add', onchange });
  const input = screen.getByLabelText<HTMLInputElement>('Words');
  const type = async (text: string) => {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await tick();
  };
  const press = (key: string) =>
    input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  return { onchange, type, press };
}

describe('Tags', () => {
  it('adds a word on Enter', async () => {
    const { onchange, type, press } = tags(['rubber']);
    await type(' pad ');
    press('Enter');
    expect(onchange).toHaveBeenCalledWith(['rubber', 'pad']);
  });

  it('does not add a word twice', async () => {
    const { onchange, type, press } = tags(['rubber']);
    await type('rubber');
    press('Enter');
    expect(onchange).not.toHaveBeenCalled();
  });

  it('takes the last word away with backspace in an empty field', () => {
    const { onchange, press } = tags(['rubber', 'pad']);
    press('Backspace');
    expect(onchange).toHaveBeenCalledWith(['rubber']);
  });
});

describe('Toasts', () => {
  it('says what happened in a live region and takes it back', async () => {
    const undo = vi.fn(async () => {});
    render(Toasts);
    toasts.show('Deleted.', undo);
    await tick();
    expect(screen.getByRole('status').textContent).toContain('Deleted.');
    screen.getByText('Undo').click();
    await tick();
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.getByRole('status').textContent).not.toContain('Deleted.');
  });
});

describe('A window with a form', () => {
  function word(save: () => Promise<void>) {
    const onclose = vi.fn();
    render(WordDialog, { synonym: null, locales: ['en'], save, onclose });
    const input = screen.getByLabelText<HTMLInputElement>(t('desk.word'));
    const write = async (text: string) => {
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await tick();
    };
    const slip = () => input.closest('dialog')?.dispatchEvent(new Event('cancel'));
    return { onclose, input, write, slip };
  }

  it('is left by a slip only while nothing was written', async () => {
    const { onclose, write, slip } = word(async () => {});
    slip();
    expect(onclose).toHaveBeenCalledOnce();
    await write('rubber');
    slip();
    expect(onclose).toHaveBeenCalledOnce();
    screen.getByText(t('desk.cancel')).click();
    expect(onclose).toHaveBeenCalledTimes(2);
  });

  it('says why it was not taken and keeps what was written', async () => {
    const { onclose, input, write } = word(async () => {
      throw new ApiError(503, { code: 'busy' });
    });
    await write('rubber');
    input.form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await vi.waitFor(() => expect(screen.getByRole('alert').textContent).not.toBe(''));
    expect(input.value).toBe('rubber');
    expect(onclose).not.toHaveBeenCalled();
  });
});
