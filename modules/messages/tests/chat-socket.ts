import type { Message, ResumeReply } from '@bridges/contracts';
import type { TestUser } from '@bridges/dev-env';

type Frame = Record<string, unknown>;
export interface Reply<Ok = Frame> {
  ok?: Ok;
  error?: { code: string; isRetryable: boolean };
}
export type SendReply = Reply<{ message: Message; isRepeat: boolean }>;

const patienceMs = 40_000;

/** A signed-in socket at `/ws`, by a ticket as in browsers. */
export class ChatSocket {
  readonly frames: Frame[] = [];
  readonly #socket: WebSocket;
  readonly #watchers = new Set<() => void>();
  #lastId = 0;

  private constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.addEventListener('message', ({ data }) => {
      this.frames.push(JSON.parse(String(data)));
      for (const watch of this.#watchers) watch();
    });
  }

  static async open(user: TestUser): Promise<ChatSocket> {
    const { body } = await user.ask<{ ticket: string }>('POST', '/api/socket-tickets');
    const socket = new ChatSocket(`${user.url.replace(/^http/, 'ws')}/ws?ticket=${body.ticket}`);
    await socket.next(({ ev }) => ev === 'hello');
    return socket;
  }

  /** Sends a command and waits for its reply. Commands of one tick go out together. */
  async ask<Ok = Frame>(command: Frame): Promise<Reply<Ok>> {
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({ id, ...command }));
    return (await this.next(({ re }) => re === id)) as Reply<Ok>;
  }

  send(chat: string, text: string, clientId: string = crypto.randomUUID()): Promise<SendReply> {
    return this.ask({ do: 'send', chat, clientId, text });
  }

  async resume(epoch: string | null, chats: Record<string, number>): Promise<ResumeReply> {
    const { ok, error } = await this.ask<ResumeReply>({ do: 'resume', epoch, chats });
    if (!ok) throw new Error(`resume: ${error?.code}`);
    return ok;
  }

  /** The first frame that fits, now or later. */
  next(fits: (frame: Frame) => boolean): Promise<Frame> {
    return new Promise((resolve, reject) => {
      const watch = () => {
        const found = this.frames.find(fits);
        if (!found) return;
        clearTimeout(timer);
        this.#watchers.delete(watch);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.#watchers.delete(watch);
        reject(new Error(`waited in vain; last heard: ${JSON.stringify(this.frames.slice(-3))}`));
      }, patienceMs);
      this.#watchers.add(watch);
      watch();
    });
  }

  /** The message of this text, when it comes. */
  async message(text: string): Promise<Message> {
    const { message } = await this.next((frame) => (frame['message'] as Message | undefined)?.text === text);
    return message as Message;
  }

  [Symbol.dispose](): void {
    this.#socket.close();
  }
}
