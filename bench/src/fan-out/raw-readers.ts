import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** Sockets that only count bytes, so that the server is what is measured. */
export interface RawReaders {
  /** Bytes read by all of them so far, without handshakes. */
  readonly bytes: () => number;
  close(): void;
}

/** Opens `count` sockets, a few at a time. */
export async function openRawReaders(port: number, count: number): Promise<RawReaders> {
  let bytes = 0;
  const sockets: Socket[] = [];
  const open = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', reject);
      let isOpen = false;
      let answer = '';
      socket.on('data', (chunk) => {
        if (isOpen) bytes += chunk.length;
        else if ((answer += chunk.toString('latin1')).includes('\r\n\r\n')) {
          isOpen = true;
          resolve();
        }
      });
      socket.write(
        'GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
          'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nAuthorization: Bearer a.b.c\r\n\r\n',
      );
      sockets.push(socket);
    });
  while (sockets.length < count) {
    await Promise.all(Array.from({ length: Math.min(100, count - sockets.length) }, open));
  }
  return {
    bytes: () => bytes,
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
