import type { Duplex } from 'node:stream';
import { CloseCode } from '@bridges/contracts/protocol';
import type { GatewayConfig } from '../config.ts';
import type { GatewayMetrics } from '../metrics.ts';
import type { Channel } from './channel.ts';
import type { Flusher } from './flusher.ts';
import type { GatewaySocket } from './gateway-socket.ts';
import { OutgoingQueue } from './outgoing-queue.ts';
import type { QueueOwner } from './outgoing-queue.ts';
import { TokenBucket } from './token-bucket.ts';

/** After these nothing that still waits may be told, or it could not be read anyway. */
const silentCodes = new Set<CloseCode>([
  CloseCode.slow,
  CloseCode.sessionEnded,
  CloseCode.deactivated,
  CloseCode.removedFromChat,
]);

const reasons = new Map<number, string>(Object.entries(CloseCode).map(([name, code]) => [code, name]));

/** What a fresh connection hears. */
export const noChannels: readonly Channel[] = [];

export interface ConnectionParts {
  config: Pick<GatewayConfig, 'commandsPerSecond' | 'commandBurst' | 'maxQueueBytes'>;
  flusher: Flusher;
  metrics: Pick<GatewayMetrics, 'closes' | 'droppedFrames'>;
}

/** One signed-in socket. Tens of thousands of these are kept: every field counts. */
export class Connection implements QueueOwner {
  readonly userId: string;
  readonly sessionId: string;
  /** Room sockets speak of one chat, in another form, and hear nothing else. */
  readonly isRoom: boolean;
  roomChatId = '';
  readonly socket: GatewaySocket;
  readonly queue: OutgoingQueue;
  readonly bucket: TokenBucket;
  /** Channels it hears: its user's, those of its chats, those of the users it watches. */
  own: Channel | null = null;
  chats: readonly Channel[] = noChannels;
  watched: readonly Channel[] = noChannels;
  /** Counts its `watch` commands: the last one decides. */
  watchTurn = 0;
  /** While a list of its chats is being read: chats gained (true) and lost (false) since, which wins over the list. */
  changedChats: Map<string, boolean> | null = new Map();
  /** Events reach it from now on: `hello` was said. */
  isReady = false;
  isClosing = false;
  /** Its place in the registry. */
  slot = 0;
  inFlight = 0;
  malformedCount = 0;
  heardAtMs: number;
  /** Since it was heard of last. */
  unansweredPings = 0;
  /** When its user last did something with it. */
  usedAtMs: number;
  /** Called once, when it closes from either side. */
  onClosing: (() => void) | null = null;
  readonly #parts: ConnectionParts;

  constructor(
    parts: ConnectionParts,
    viewer: { userId: string; sessionId: string },
    isRoom: boolean,
    socket: GatewaySocket,
    stream: Duplex,
  ) {
    const nowMs = Date.now();
    this.#parts = parts;
    this.userId = viewer.userId;
    this.sessionId = viewer.sessionId;
    this.isRoom = isRoom;
    this.socket = socket;
    this.queue = new OutgoingQueue(stream, parts.flusher, this, parts.config.maxQueueBytes);
    this.bucket = new TokenBucket(parts.config.commandsPerSecond, parts.config.commandBurst, nowMs);
    this.heardAtMs = nowMs;
    this.usedAtMs = nowMs;
  }

  /** An event for all who listen; the frame is shared. */
  deliver(frame: Buffer, isDroppable: boolean): void {
    if (this.isReady) this.queue.push(frame, isDroppable);
  }

  /** It said something, if only a pong. */
  heard(nowMs: number): void {
    this.heardAtMs = nowMs;
    this.unansweredPings = 0;
  }

  /** Ends the socket with a code of the protocol; nothing is read or said after it. */
  close(code: CloseCode): void {
    if (this.isClosing) return;
    if (!silentCodes.has(code)) this.queue.flush({ deliveries: 0, bytes: 0 });
    this.#parts.metrics.closes.inc({ code });
    this.detach();
    this.socket.close(code, reasons.get(code));
    // A paused socket would never see the peer's answer.
    this.socket.resume();
  }

  /** From now on it is no part of anything; also called when the peer closed. */
  detach(): void {
    if (this.isClosing) return;
    this.isClosing = true;
    this.isReady = false;
    this.queue.end();
    this.onClosing?.();
  }

  onOverflow(): void {
    this.close(CloseCode.slow);
  }

  onDropped(count: number): void {
    this.#parts.metrics.droppedFrames.inc(count);
  }
}
