import type { HistoryEntry, Seen } from './history.ts';

export type Violation =
  | 'lost'
  | 'phantom'
  | 'duplicate'
  | 'order'
  | 'hole'
  | 'own write not read'
  | 'cursor back'
  | 'seen after removal'
  | 'counters'
  | 'state';

export interface Verdict {
  /** `unknown`: nothing wrong was found, but the fault did not bite or too little was done to tell. */
  outcome: 'passed' | 'failed' | 'unknown';
  violations: { rule: Violation; what: string }[];
  acknowledged: number;
  /** Failed or unknown operations. */
  disturbed: number;
}

export interface CheckOptions {
  /** Fewer acknowledged sends than this prove nothing (500 in a fault run). */
  minAcknowledged?: number;
  /** A fault was injected: somebody must have felt it. */
  isFaultRun?: boolean;
  /** What a removed user may still see, in milliseconds. */
  graceMs?: number;
}

/** Decides in one pass whether a history keeps the guarantees (GUARANTEES.md, "The checker"). */
export function checkHistory(entries: readonly HistoryEntry[], options: CheckOptions = {}): Verdict {
  const checker = new HistoryChecker(options.graceMs ?? 2000);
  for (const [at, entry] of entries.entries()) checker.take(entry, at);
  return checker.verdict(options);
}

interface Send {
  user: string;
  chatId: string;
  text: string;
  acknowledgedAt: number | undefined;
  seq: number | undefined;
}

/** What one client holds of one chat. */
interface Held {
  seqs: Set<number>;
  newest: number;
  /** It has, or was told to forget, everything up to here. */
  complete: number;
  cursor: number;
}

class HistoryChecker {
  readonly #graceMs: number;
  readonly #violations: Verdict['violations'] = [];
  /** By the sender and her client id: the same key, at most one message (G2). */
  readonly #sends = new Map<string, Send>();
  readonly #refused = new Set<string>();
  readonly #held = new Map<string, Held>();
  /** What is known to be at a seq, and where a key went. */
  readonly #messageAt = new Map<string, string>();
  readonly #placeOf = new Map<string, string>();
  readonly #markers = new Map<string, number>();
  readonly #removedAtMs = new Map<string, number>();
  #nowMs = 0;
  #disturbed = 0;

  constructor(graceMs: number) {
    this.#graceMs = graceMs;
  }

  take(entry: HistoryEntry, at: number): void {
    switch (entry.kind) {
      case 'asked': {
        const { user, chatId, text } = entry;
        const key = `${user} ${entry.clientId}`;
        if (!this.#sends.has(key))
          this.#sends.set(key, { user, chatId, text, acknowledgedAt: undefined, seq: undefined });
        return;
      }
      case 'acknowledged':
        return this.#acknowledged(entry, at);
      case 'refused':
        this.#refused.add(`${entry.user} ${entry.clientId}`);
        return;
      case 'disturbed':
        this.#disturbed++;
        return;
      case 'saw':
        return this.#saw(entry);
      case 'cursor':
        return this.#cursor(entry);
      case 'reset': {
        const held = this.#heldBy(entry.client, entry.chatId);
        held.complete = Math.max(held.complete, entry.seq);
        return;
      }
      case 'marker': {
        const key = `${entry.client} ${entry.chatId} ${entry.of}`;
        if (entry.seq < (this.#markers.get(key) ?? 0)) this.#found('cursor back', `read marker of ${key}`);
        this.#markers.set(key, entry.seq);
        return;
      }
      case 'page':
        return this.#page(entry);
      case 'counters': {
        const { lastSeq, readSeq, unreadCount } = entry;
        if (unreadCount !== lastSeq - readSeq || readSeq > lastSeq)
          this.#found(
            'counters',
            `${entry.user} in ${entry.chatId}: ${unreadCount} unread of ${lastSeq} - ${readSeq}`,
          );
        return;
      }
      case 'removed':
        this.#removedAtMs.set(`${entry.user} ${entry.chatId}`, entry.atMs);
        return;
      case 'clock':
        this.#nowMs = entry.atMs;
        return;
      case 'state':
        for (const difference of entry.differences) this.#found('state', `${entry.client}: ${difference}`);
        return;
      case 'final':
        return this.#final(entry);
    }
  }

  verdict({ minAcknowledged = 0, isFaultRun = false }: CheckOptions): Verdict {
    const acknowledged = [...this.#sends.values()].filter(({ seq }) => seq !== undefined).length;
    const isTelling = acknowledged >= minAcknowledged && (!isFaultRun || this.#disturbed > 0);
    const failed = this.#violations.length > 0;
    return {
      outcome: failed ? 'failed' : isTelling ? 'passed' : 'unknown',
      violations: this.#violations,
      acknowledged,
      disturbed: this.#disturbed,
    };
  }

  #acknowledged({ client, user, clientId, seq }: HistoryEntry & { kind: 'acknowledged' }, at: number): void {
    const send = this.#sends.get(`${user} ${clientId}`);
    if (!send)
      return this.#found('phantom', `${client} got an acknowledgement of ${clientId}, never asked for`);
    if (send.seq !== undefined && send.seq !== seq)
      this.#found('duplicate', `${clientId} was acknowledged as ${send.seq} and as ${seq}`);
    send.seq ??= seq;
    send.acknowledgedAt ??= at;
    this.#know({ ...send, senderId: send.user, clientId, seq });
  }

  #saw({ client, user, message }: HistoryEntry & { kind: 'saw' }): void {
    const { chatId, seq } = message;
    this.#know(message);
    this.#mustBeAsked(message);
    const removedAtMs = this.#removedAtMs.get(`${user} ${chatId}`);
    if (removedAtMs !== undefined && this.#nowMs > removedAtMs + this.#graceMs)
      this.#found('seen after removal', `${client} saw ${chatId} ${seq}`);
    const held = this.#heldBy(client, chatId);
    if (held.seqs.has(seq)) this.#found('duplicate', `${client} saw ${chatId} ${seq} twice`);
    else if (seq <= held.newest) this.#found('order', `${client} saw ${chatId} ${seq} after ${held.newest}`);
    held.seqs.add(seq);
    held.newest = Math.max(held.newest, seq);
  }

  #cursor({ client, chatId, seq }: HistoryEntry & { kind: 'cursor' }): void {
    const held = this.#heldBy(client, chatId);
    if (seq < held.cursor) this.#found('cursor back', `${client} in ${chatId}: ${seq} after ${held.cursor}`);
    for (let at = held.complete + 1; at <= seq; at++)
      if (!held.seqs.has(at)) this.#found('hole', `${client} passed ${chatId} ${at} unseen`);
    held.complete = Math.max(held.complete, seq);
    held.cursor = seq;
  }

  /** Her own acknowledged writes are in every answer to a question asked after them (G5). */
  #page({ client, user, chatId, after, seqs, askedAt }: HistoryEntry & { kind: 'page' }): void {
    const found = new Set(seqs);
    for (const send of this.#sends.values()) {
      const { seq, acknowledgedAt } = send;
      if (send.user !== user || send.chatId !== chatId || seq === undefined || acknowledgedAt === undefined)
        continue;
      if (acknowledgedAt < askedAt && seq > after && !found.has(seq))
        this.#found('own write not read', `${client} misses ${chatId} ${seq}`);
    }
  }

  #final({ chatId, lastSeq, messages }: HistoryEntry & { kind: 'final' }): void {
    const keys = new Set<string>();
    for (const [index, message] of messages.entries()) {
      this.#know(message);
      this.#mustBeAsked(message);
      if (message.seq !== index + 1)
        this.#found('order', `${chatId} has ${message.seq} in place ${index + 1}`);
      keys.add(`${message.senderId} ${message.clientId}`);
    }
    if (lastSeq !== messages.length)
      this.#found('counters', `${chatId} says ${lastSeq}, holds ${messages.length}`);
    for (const [key, send] of this.#sends)
      if (send.chatId === chatId && send.seq !== undefined && !keys.has(key))
        this.#found('lost', `${key}, acknowledged as ${chatId} ${send.seq}`);
  }

  /** Whoever tells of a message must tell the same as everybody else. */
  #know({ chatId, seq, senderId, clientId }: Seen): void {
    const [place, key] = [`${chatId} ${seq}`, `${senderId} ${clientId}`];
    const known = this.#messageAt.get(place);
    if (known !== undefined && known !== key) this.#found('duplicate', `${place} is ${known} and ${key}`);
    const elsewhere = this.#placeOf.get(key);
    if (elsewhere !== undefined && elsewhere !== place)
      this.#found('duplicate', `${key} is at ${elsewhere} and at ${place}`);
    this.#messageAt.set(place, key);
    this.#placeOf.set(key, place);
  }

  #mustBeAsked({ chatId, seq, senderId, clientId, text, kind }: Seen): void {
    if (kind === 'system') return;
    const key = `${senderId} ${clientId}`;
    const send = this.#sends.get(key);
    if (!send || send.chatId !== chatId || send.text !== text || this.#refused.has(key))
      this.#found('phantom', `${chatId} ${seq} "${text}" was never sent so`);
  }

  #heldBy(client: string, chatId: string): Held {
    const key = `${client} ${chatId}`;
    const held = this.#held.get(key) ?? { seqs: new Set(), newest: 0, complete: 0, cursor: 0 };
    this.#held.set(key, held);
    return held;
  }

  #found(rule: Violation, what: string): void {
    this.#violations.push({ rule, what });
  }
}
