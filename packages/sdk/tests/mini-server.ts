import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SocketCommand, SocketEvent } from '@bridges/contracts';
import { type WebSocket, WebSocketServer } from 'ws';
import { meOf, ServerModel } from './server-model.ts';

type Sent = SocketCommand & { receivedBy: WebSocket };

/** Speaks the contract over real HTTP and sockets, around a model; what a test wants to go wrong, it can order. */
export class MiniServer implements AsyncDisposable {
  readonly model = new ServerModel();
  readonly me = meOf(1);
  readonly commands: Sent[] = [];
  readonly requests: string[] = [];
  readonly sockets = new Set<WebSocket>();
  heartbeatMs = 60_000;
  /** Orders: what to do instead of answering a command as usual. True: it was dealt with. */
  onCommand: (command: Sent) => boolean = () => false;
  onConnect: (socket: WebSocket) => boolean = () => false;
  /** Access tokens that are taken; refreshing with `refresh-1` makes `access-2`. */
  access = 'access-1';
  isRefreshAllowed = true;
  /** Orders: what an answer waits for. */
  beforeAnswer: (path: string) => Promise<void> = () => Promise.resolve();
  /** Further answers, by path. */
  readonly answers = new Map<string, () => Promise<unknown>>();

  readonly #http = createServer((request, response) => {
    void this.#answer(request).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  readonly #ws = new WebSocketServer({ server: this.#http, path: '/ws' });

  static async start(port = 0): Promise<MiniServer> {
    const server = new MiniServer();
    server.#ws.on('connection', (socket) => server.#greet(socket));
    await new Promise<void>((done) => server.#http.listen(port, '127.0.0.1', done));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** To all sockets. */
  emit(event: SocketEvent): void {
    for (const socket of this.sockets) socket.send(JSON.stringify(event));
  }

  closeAll(code: number): void {
    for (const socket of this.sockets) socket.close(code);
  }

  did<Name extends SocketCommand['do']>(name: Name) {
    return this.commands.filter((command): command is Extract<Sent, { do: Name }> => command.do === name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.terminate();
    this.#ws.close();
    this.#http.closeAllConnections();
    await new Promise((done) => this.#http.close(done));
  }

  #greet(socket: WebSocket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('message', (data) => this.#obey(socket, JSON.parse(String(data)) as SocketCommand));
    if (this.onConnect(socket)) return;
    const { me, heartbeatMs } = this;
    const hello = { ev: 'hello', protocol: 1, user: me.id, session: me.id, serverTime: '', heartbeatMs };
    socket.send(JSON.stringify(hello));
  }

  #obey(socket: WebSocket, body: SocketCommand): void {
    const command: Sent = Object.assign(body, { receivedBy: socket });
    this.commands.push(command);
    if (!this.onCommand(command)) socket.send(JSON.stringify({ re: command.id, ok: this.perform(command) }));
  }

  /** Carries a command out; the answer is what its reply says. */
  perform(command: SocketCommand): unknown {
    const { model, me } = this;
    switch (command.do) {
      case 'send': {
        const stored = model.post(command.chat, me.id, command.clientId, command.text);
        const { message } = stored;
        if (!stored.isRepeat) this.emit({ ev: 'message', chat: command.chat, seq: message.seq, message });
        return stored;
      }
      case 'read':
        return { readSeq: (model.read(command.chat, me.id, command.seq) as { seq: number }).seq };
      case 'resume':
        return model.resume(me.id, command);
      case 'watch':
        return { presence: command.users.map((user) => ({ user, isOnline: true })), users: [] };
      default:
        return {};
    }
  }

  async #answer(request: IncomingMessage): Promise<[number, unknown]> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    this.requests.push(
      `${request.method} ${pathname}${[...searchParams].length > 0 ? `?${searchParams}` : ''}`,
    );
    const refusal = (code: string) => ({ error: { code, message: code, isRetryable: false } });
    if (pathname === '/api/token/refresh/') {
      if (!this.isRefreshAllowed) return [401, refusal('accounts.refresh_refused')];
      return [200, { access: this.access, refresh: 'refresh-2' }];
    }
    if (request.headers.authorization !== `Bearer ${this.access}`)
      return [401, refusal('kit.unauthenticated')];
    if (pathname === '/api/socket-tickets') return [200, { ticket: 'ticket', expiresInMs: 30_000 }];
    if (pathname === '/api/me') return [200, this.me];
    if (pathname === '/api/users') return [200, { users: [], nextCursor: null }];
    const further = this.answers.get(pathname);
    if (further) return [200, await further()];
    const [, readId = ''] = /^\/api\/chats\/([^/]+)\/read$/.exec(pathname) ?? [];
    if (this.model.chats.has(readId)) {
      const { seq } = JSON.parse(Buffer.concat(await request.toArray()).toString()) as { seq: number };
      return [200, { readSeq: (this.model.read(readId, this.me.id, seq) as { seq: number }).seq }];
    }
    const [, chatId, rest] = /^\/api\/chats\/([^/]+)(\/messages)?$/.exec(pathname) ?? [];
    if (chatId === undefined || !this.model.chats.has(chatId))
      return [404, refusal('messages.chat_not_found')];
    if (rest === undefined) return [200, this.model.snapshot(chatId, this.me.id)];
    const query = Object.fromEntries([...searchParams].map(([name, value]) => [name, Number(value)]));
    const page = structuredClone(this.model.page(chatId, query));
    await this.beforeAnswer(pathname);
    return [200, page];
  }
}
