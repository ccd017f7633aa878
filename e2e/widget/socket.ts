// The few frames of a WebSocket (RFC 6455) that the service in memory needs.
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const TEXT = 0x81;
const CLOSE = 0x88;

export interface Socket {
  send: (frame: object) => void;
  close: () => void;
}

/** Accepts the socket; `hear` gets every text. */
export function accept(
  request: IncomingMessage,
  stream: Duplex,
  hear: (text: string) => void,
  gone: () => void,
): Socket {
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const answer = createHash('sha1').update(key).digest('base64');
  stream.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${answer}\r\n\r\n`,
  );
  let rest = Buffer.alloc(0);
  stream.on('data', (part: Buffer) => {
    rest = Buffer.concat([rest, part]);
    for (;;) {
      const read = frame(rest);
      if (!read) return;
      rest = rest.subarray(read.length);
      if (read.kind === CLOSE) stream.end();
      else if (read.kind === TEXT) hear(read.text);
    }
  });
  stream.on('close', gone);
  stream.on('error', () => stream.destroy());
  return {
    send(it) {
      const text = Buffer.from(JSON.stringify(it));
      const short = text.length < 126;
      const head = Buffer.alloc(short ? 2 : 4);
      head[0] = TEXT;
      head[1] = short ? text.length : 126;
      if (!short) head.writeUInt16BE(text.length, 2);
      stream.write(Buffer.concat([head, text]));
    },
    close: () => stream.destroy(),
  };
}

/** The first frame of what came, masked as browsers send them; nothing while it is not whole. */
function frame(bytes: Buffer): { kind: number; text: string; length: number } | undefined {
  if (bytes.length < 6) return undefined;
  let size = (bytes[1] ?? 0) & 127;
  let at = 2;
  if (size === 126) {
    size = bytes.readUInt16BE(2);
    at = 4;
  }
  const length = at + 4 + size;
  if (bytes.length < length) return undefined;
  const mask = bytes.subarray(at, at + 4);
  const text = bytes.subarray(at + 4, length).map((it, place) => it ^ (mask[place % 4] ?? 0));
  return { kind: bytes[0] ?? 0, text: Buffer.from(text).toString(), length };
}
