// Files: chosen, dropped or pasted, on their way, and shown once they are there.
import { become, confirmed, held, messages, newKey, outbox } from '../chat';
import { button, CLOSE, config, h, t, tool, widget } from '../kit';
import type { Sent } from '../protocol';
import type { Row } from '../rows';
import { say, update } from '../stage';
import { cardRow } from './card';
import { makePart } from './field';
import { mailRow } from './mail';

const MAX_BYTES = 10 * 1024 * 1024;
const MAX_FILES = 5;
const CLIP = 'M20 11l-8.500 8.500a5 5 0 0 1-7-7l9-9a3.500 3.500 0 0 1 5 5l-9 9a2 2 0 0 1-3-3l8-8';

/** Files on their way; the same key however often it is tried. */
interface Upload {
  key: string;
  files: File[];
  names: string;
  bar: HTMLProgressElement;
  flaw: string;
  /** Whether trying again can help. */
  canRetry?: boolean;
  /** Words that came before it are still on their way. */
  waits?: boolean;
  request?: XMLHttpRequest;
}

let uploads: Upload[] = [];

/** Files on their way, and what else is under the messages. */
export function rows(): Row[] {
  uploads = uploads.filter(({ key }) => !messages.some((it) => it.key === key));
  for (const it of uploads)
    if (it.waits && !outbox.posts[0]) {
      it.waits = false;
      void send(it);
    }
  const all: Row[] = uploads.map((it) => ({ id: it.key, shows: it.flaw, make: () => line(it) }));
  return [...all, ...(held() === 'queue' ? [cardRow(), ...callRows()] : []), ...mailRow()];
}

let call: typeof import('./call') | undefined;

/** When to be called. */
function callRows(): Row[] {
  if (call) return call.rows(makePart);
  import('./call').then(
    (it) => {
      call = it;
      update();
    },
    () => undefined,
  );
  return [];
}

function line(it: Upload): Element {
  const { flaw, canRetry, names, bar } = it;
  return h(
    'div.upload',
    flaw ? h('p.flaw', { role: 'alert' }, flaw) : h('label', names, bar),
    canRetry && button('link', () => void send(it), t('chat.again')),
    tool(CLOSE, t(flaw ? 'chat.close' : 'chat.file.cancel'), () => drop(it)),
  );
}

function drop(it: Upload): void {
  uploads = uploads.filter((other) => other !== it);
  it.request?.abort();
  update();
}

function flawOf(files: File[]): string {
  const large = files.find((it) => MAX_BYTES < it.size);
  const empty = files.find((it) => !it.size);
  return (
    (MAX_FILES < files.length && t('chat.file.too_many')) ||
    (large && t('chat.file.too_large', { name: large.name })) ||
    (empty && t('chat.file.empty', { name: empty.name })) ||
    ''
  );
}

function add(list?: FileList | null): void {
  const files = [...(list ?? [])];
  if (!files[0]) return;
  const names = files.map((it) => it.name).join(', ');
  const it: Upload = {
    key: newKey(),
    files,
    names,
    bar: h('progress', { max: 1, value: 0 }),
    flaw: flawOf(files),
  };
  uploads.push(it);
  if (it.flaw) update();
  else void send(it);
}

function failed(it: Upload, status?: number): void {
  it.flaw = t(status === 413 ? 'chat.file.too_large' : 'chat.file.failed', { name: it.names });
  it.canRetry = status !== 413 && status !== 422;
  update();
}

async function send(it: Upload): Promise<void> {
  // What is being drawn is drawn first.
  await undefined;
  it.flaw = '';
  it.canRetry = false;
  it.bar.value = 0;
  it.waits = !!outbox.posts[0];
  update();
  if (it.waits) return;
  try {
    await become();
  } catch {
    return failed(it);
  }
  // Dropped meanwhile.
  if (!uploads.includes(it)) return;
  const form = new FormData();
  form.set('key', it.key);
  form.set('page', location.href);
  for (const file of it.files) form.append('file', file);
  const request = new XMLHttpRequest();
  it.request = request;
  request.open('POST', `${widget.origin}/chat/v1/files`);
  request.setRequestHeader('Authorization', bearer());
  request.upload.onprogress = ({ loaded, total }) => (it.bar.value = loaded / total);
  request.onload = () => {
    if (request.status !== 200) return failed(it, request.status);
    drop(it);
    confirmed((JSON.parse(request.responseText) as { messages: typeof messages }).messages);
  };
  request.onerror = () => failed(it);
  request.send(form);
}

const bearer = () => `Bearer ${widget.kept.get(widget.token)}`;

/** Lets files be attached to the conversation. */
export function equip(talk: HTMLElement): void {
  const form = talk.querySelector('.write');
  if (!form || form.querySelector('.clip')) return;
  const input = h('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    change() {
      add(input.files);
      input.value = '';
    },
  });
  const clip = tool(CLIP, t('chat.file.add'), () => input.click());
  clip.classList.add('clip');
  form.prepend(clip, input);
  const mark = (is: boolean) => talk.classList.toggle('drop', is);
  talk.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    mark(true);
  });
  talk.addEventListener('dragleave', () => mark(false));
  talk.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(false);
    add(event.dataTransfer?.files);
  });
  talk.addEventListener('paste', (event) => {
    const files = event.clipboardData?.files;
    if (!files?.[0]) return;
    event.preventDefault();
    add(files);
  });
}

/** Addresses of pictures that were fetched, by id. */
const fetched = new Map<string, string>();

/** An address of this page for a file; whatever the file is, it is no page and no script here. */
async function fetchFile({ id, is_picture }: Sent): Promise<string> {
  const known = fetched.get(id);
  if (known) return known;
  const answer = await fetch(`${widget.origin}/chat/v1/files/${id}`, {
    headers: { Authorization: bearer() },
    credentials: 'omit',
  });
  if (!answer.ok) throw answer.status;
  const told = answer.headers.get('Content-Type') ?? '';
  const type = /^image\/(png|jpeg|gif|webp)$/.test(told) ? told : 'application/octet-stream';
  const address = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type }));
  if (is_picture) fetched.set(id, address);
  return address;
}

async function download(file: Sent): Promise<void> {
  try {
    const href = await fetchFile(file);
    h('a', { href, download: file.name }).click();
    if (!file.is_picture) setTimeout(() => URL.revokeObjectURL(href), 60_000);
  } catch {
    say(t('chat.file.gone'));
  }
}

function size(bytes: number): string {
  const [unit, by] = bytes < 1e6 ? ['kilobyte', 1e3] : ['megabyte', 1e6];
  const style = { style: 'unit', unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(config.locale, style).format(bytes / by);
}

/** The files of a message: pictures in place, all others as downloads. */
export function files(all: Sent[] = []): Element[] {
  return all.map((file) => {
    const { name, size_bytes, is_picture } = file;
    const label = [h('span', name), h('small', size(size_bytes))];
    const link = h('button.source', { type: 'button', click: () => void download(file) }, ...label);
    if (is_picture)
      fetchFile(file).then(
        (src) => {
          // Where the page forbids it, the name stays.
          const picture = h('img', { alt: name, load: () => link.replaceChildren(picture) });
          picture.src = src;
        },
        () => undefined,
      );
    return link;
  });
}
