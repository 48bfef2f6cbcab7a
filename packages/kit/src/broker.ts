import type { DescMessage, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { decodeProto } from './proto/decode-proto.ts';
import { encodeProto } from './proto/encode-proto.ts';
import { traceparent } from './tracing/spans.ts';

// Every module's own tables differ; the outbox is the same in all.
// eslint-disable-next-line typescript/no-explicit-any
export type AnyTransaction = Transaction<any>;

/** Carries events between modules. At least once; in order among writers that hold the same row lock. */
export interface Broker {
  /**
   * Call after a commit that wrote to the outbox: it is read now rather than at the next look. What is handed over with
   * it need not be read back; what is not, or is lost in a crash, is read from the outbox.
   */
  kick(...committed: readonly CommittedEvent[]): void;
}

/** An event that is in the outbox, committed. */
export interface CommittedEvent {
  eventId: string;
  payload: Buffer;
}

/** Takes one kind of event, once: the kit remembers its id in the transaction that `handle` works in. */
export interface Consumer {
  /** Unique in its module, e.g. `on-user-registered`. */
  name: string;
  /** e.g. `accounts.user_registered.v1` */
  event: string;
  /** So many waiting events share a transaction; 1: each has its own. */
  mostAtOnce: number;
  /** Takes all of them, or none. */
  handle: (trx: AnyTransaction, payloads: readonly Uint8Array[]) => Promise<AfterCommit>;
}

/** What a consumer wants done once its transaction committed (live events): may be lost in a crash. */
export type AfterCommit = (() => void) | void;

interface Definition<Schema extends DescMessage, Taken> {
  name: string;
  event: string;
  schema: Schema;
  handle: (trx: AnyTransaction, taken: Taken) => Promise<AfterCommit>;
}

/** Ties a consumer to the proto message of its event. Each event has a transaction of its own. */
export function consumer<Schema extends DescMessage>(
  definition: Definition<Schema, MessageShape<Schema>>,
): Consumer {
  const { schema, handle, ...rest } = definition;
  return {
    ...rest,
    mostAtOnce: 1,
    async handle(trx, payloads) {
      for (const payload of payloads) return handle(trx, decodeProto(schema, payload));
    },
  };
}

/** Events in one transaction, for consumers that say nothing else. */
const defaultMostAtOnce = 100;

/**
 * The same for what is cheaper together: `handle` gets all events that wait, in their order, each of them once, and
 * one statement can do for all. It takes all or none: if it throws, the kit halves them until it knows which event is
 * refused, and parks that one alone. So it must ask nobody who may be away, and tell nobody before its commit.
 */
export function batchConsumer<Schema extends DescMessage>(
  definition: Definition<Schema, readonly MessageShape<Schema>[]> & { mostAtOnce?: number },
): Consumer {
  const { schema, handle, mostAtOnce = defaultMostAtOnce, ...rest } = definition;
  return {
    ...rest,
    mostAtOnce,
    handle: (trx, payloads) =>
      handle(
        trx,
        payloads.map((payload) => decodeProto(schema, payload)),
      ),
  };
}

/** The same, of events as they came, for who needs a small part of them. */
export function payloadConsumer(definition: Omit<Consumer, 'mostAtOnce'>): Consumer {
  return { ...definition, mostAtOnce: defaultMostAtOnce };
}

/**
 * Stores an event in the writer's transaction: it is published if, and only if, the transaction commits.
 *
 * @example await outboxAppend(trx, UserRegisteredSchema, 'accounts.user_registered.v1', { user });
 */
export async function outboxAppend<Schema extends DescMessage>(
  trx: AnyTransaction,
  schema: Schema,
  event: string,
  payload: MessageInitShape<Schema>,
): Promise<void> {
  const bytes = Buffer.from(encodeProto(schema, payload));
  await sql`insert into outbox (event_id, event, payload, trace)
    values (${uuidv7()}, ${event}, ${bytes}, ${traceparent() ?? null})`.execute(trx);
}
