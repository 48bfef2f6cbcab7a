import { CloseCode } from '@bridges/contracts/protocol';
import type { RawData } from 'ws';
import type { Connection } from './connection.ts';

export interface AcceptParts {
  /** Takes a frame of this kind of socket. */
  onFrame: (connection: Connection, bytes: Buffer, isBinary: boolean) => void;
  onClosed: (connection: Connection) => void;
}

/** Ties a fresh socket to its connection. It is not read until its opening is done. */
export function acceptSocket(connection: Connection, { onFrame, onClosed }: AcceptParts): void {
  const { socket } = connection;
  socket.pause();
  connection.onClosing = () => onClosed(connection);
  socket.beforeClose = () => connection.detach();
  socket.on('message', (data: RawData, isBinary) => {
    if (!connection.isClosing && Buffer.isBuffer(data)) onFrame(connection, data, isBinary);
  });
  socket.on('pong', () => connection.heard(Date.now()));
  socket.on('ping', (data) => answerPing(connection, data));
  socket.on('close', () => connection.detach());
  // `ws` closes the socket by itself; the 'close' event follows.
  socket.on('error', () => {});
}

function answerPing(connection: Connection, data: Buffer): void {
  if (connection.isClosing) return;
  const nowMs = Date.now();
  connection.heard(nowMs);
  const allowance = connection.bucket.take(1, nowMs);
  if (allowance === 'abusive') connection.close(CloseCode.rateLimited);
  else if (allowance === 'allowed' && connection.queue.waitingBytes === 0) connection.socket.pong(data);
}
