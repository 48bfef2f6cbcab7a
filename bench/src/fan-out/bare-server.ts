import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { serveLoad } from './serve-load.ts';

// The measure that everything is held against: a loop that stores nothing and knows nobody.
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
server.listen(0, '127.0.0.1', () => {
  serveLoad((server.address() as AddressInfo).port, (text) => {
    for (const socket of sockets.clients) socket.send(text);
  });
});
