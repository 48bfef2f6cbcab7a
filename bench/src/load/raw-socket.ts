import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** Whole frames, as they begin (RFC 6455, 5.2). Who answers no ping is taken for gone. */
const [textFrame, pingFrame, pongFrame] = [0x81, 0x89, 0x8a];

/** What a raw socket tells of the frames it read. */
export interface FrameCounts {
  /** `message` events: deliveries. */
  deliveries: number;
  /** Replies to commands: acknowledgements, and refusals among them. */
  replies: number;
  /** By their stable code. */
  refusals: Map<string, number>;
}

/**
 * A signed-in socket that reads and counts frames itself, without a WebSocket library, so that the driver
 * costs little beside the server it measures.
 */
export class RawSocket {
  readonly counts: FrameCounts = { deliveries: 0, replies: 0, refusals: new Map() };
  /** Called for each reply. */
  onReply: (() => void) | undefined;
  /** Called with the payload of each delivery, when set. */
  onDelivery: ((payload: Buffer) => void) | undefined;
  readonly #socket: Socket;
  #rest: Buffer = Buffer.alloc(0);
  #isReading = false;
  #toSend: Buffer[] = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static open(port: number, access: string): Promise<RawSocket> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      const raw = new RawSocket(socket);
      let answer = Buffer.alloc(0);
      let isOpen = false;
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('the socket was closed')));
      socket.on('data', (chunk: Buffer) => {
        if (isOpen) return raw.#read(chunk);
        answer = Buffer.concat([answer, chunk]);
        const end = answer.indexOf('\r\n\r\n');
        // `hello` says that all chats are subscribed.
        if (end < 0 || answer.length <= end + 4) return;
        const [status = ''] = answer.toString('latin1', 0, end).split('\r\n');
        if (!status.startsWith('HTTP/1.1 101')) return reject(new Error(`the socket was refused: ${status}`));
        isOpen = true;
        raw.#read(answer.subarray(end + 4));
        resolve(raw);
      });
      socket.write(
        `GET /ws HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nAuthorization: Bearer ${access}\r\n\r\n`,
      );
    });
  }

  /**
   * Sends one text frame, masked with zeros (a legal key that costs nothing). What is sent in answer to one chunk
   * goes out in one write, so that the driver's system calls do not take the processor from the server.
   */
  send(text: string): void {
    this.#send(textFrame, Buffer.from(text));
  }

  close(): void {
    this.#socket.removeAllListeners('close');
    this.#socket.destroy();
  }

  #send(first: number, payload: Buffer): void {
    const head = payload.length < 126 ? 6 : 8;
    const frame = Buffer.allocUnsafe(head + payload.length);
    frame[0] = first;
    if (payload.length < 126) frame[1] = 0x80 | payload.length;
    else {
      frame[1] = 0x80 | 126;
      frame.writeUInt16BE(payload.length, 2);
    }
    frame.writeUInt32BE(0, head - 4);
    payload.copy(frame, head);
    if (this.#isReading) this.#toSend.push(frame);
    else this.#socket.write(frame);
  }

  #read(chunk: Buffer): void {
    let data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#isReading = true;
    for (;;) {
      const frame = readHead(data);
      if (!frame || data.length < frame.end) break;
      const payload = data.subarray(frame.start, frame.end);
      if (data[0] === pingFrame) this.#send(pongFrame, payload);
      else this.#count(payload);
      data = data.subarray(frame.end);
    }
    this.#rest = data;
    this.#isReading = false;
    if (this.#toSend.length === 0) return;
    this.#socket.write(Buffer.concat(this.#toSend));
    this.#toSend = [];
  }

  /** `{"ev":"message"…`, `{"re":…`: two bytes tell. */
  #count(payload: Buffer): void {
    if (payload[2] === 0x65 && payload[7] === 0x6d) {
      this.counts.deliveries++;
      this.onDelivery?.(payload);
    } else if (payload[2] === 0x72) {
      this.counts.replies++;
      if (payload.indexOf('"error"') > 0) this.#countRefusal(payload);
      this.onReply?.();
    }
  }

  /** Only what is refused is parsed. */
  #countRefusal(payload: Buffer): void {
    const { error } = JSON.parse(payload.toString()) as { error?: { code: string } };
    if (!error) return;
    const { refusals } = this.counts;
    refusals.set(error.code, (refusals.get(error.code) ?? 0) + 1);
  }
}

/** Where the first frame's payload begins and ends. */
function readHead(data: Buffer): { start: number; end: number } | undefined {
  if (data.length < 2) return undefined;
  const length = (data[1] ?? 0) & 0x7f;
  if (length < 126) return { start: 2, end: 2 + length };
  if (length === 126) return data.length < 4 ? undefined : { start: 4, end: 4 + data.readUInt16BE(2) };
  return data.length < 10 ? undefined : { start: 10, end: 10 + Number(data.readBigUInt64BE(2)) };
}
