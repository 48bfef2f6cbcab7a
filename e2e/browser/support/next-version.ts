import { once } from 'node:events';
import { type IncomingMessage, type Server, createServer, request } from 'node:http';
import { connect } from 'node:net';

/** Stands in front of a server and, from `release()` on, serves another service worker: what a new version does. */
export class NextVersion {
  readonly url: string;
  readonly #server: Server;
  #isReleased = false;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  static async inFrontOf(bridgesUrl: string): Promise<NextVersion> {
    const { hostname, port } = new URL(bridgesUrl);
    const server = createServer((incoming, outgoing) => {
      const isWorker = incoming.url === '/service-worker.js' && front.#isReleased;
      const headers = { ...incoming.headers };
      // The file as it is, whole.
      for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) delete headers[name];
      const asked = { hostname, port, path: incoming.url, method: incoming.method, headers };
      const forwarded = request(asked, (answer) => {
        const { 'content-length': _, etag: __, ...rest } = answer.headers;
        outgoing.writeHead(answer.statusCode ?? 502, isWorker ? rest : answer.headers);
        answer.on('end', () => outgoing.end(isWorker ? '\n// the next one' : undefined));
        answer.pipe(outgoing, { end: false });
      });
      forwarded.on('error', () => outgoing.destroy());
      incoming.pipe(forwarded);
    });
    server.on('upgrade', (incoming: IncomingMessage, socket, head: Buffer) => {
      const onward = connect(Number(port), hostname, () => {
        const lines = incoming.rawHeaders.flatMap((name, at, all) =>
          at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : [],
        );
        onward.write(`GET ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
        onward.write(head);
        socket.pipe(onward).pipe(socket);
      });
      for (const end of [socket, onward]) end.on('error', () => (socket.destroy(), onward.destroy()));
    });
    server.listen(0, 'localhost');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no address');
    const front = new NextVersion(server, `http://localhost:${address.port}`);
    return front;
  }

  release(): void {
    this.#isReleased = true;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
