import { randomUUID } from 'node:crypto';
import { roomCommand } from '@bridges/contracts';
import type { RoomCommand } from '@bridges/contracts';
import { CloseCode } from '@bridges/contracts/protocol';
import { kitErrors, parseStrictJson, toAppError } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { GatewayConfig } from '../../config.ts';
import { errors } from '../../errors.ts';
import type { GatewayMetrics } from '../../metrics.ts';
import { presentSendOutcome } from '../../presenters/send-outcome.ts';
import type { Connection } from '../connection.ts';
import { textFrame } from '../frame.ts';
import { refusalOf } from '../../presenters/refusal.ts';
import type { Refusal } from '../../presenters/refusal.ts';
import type { SendBatcher } from '../send-batcher.ts';
import type { RoomHistory } from './room-history.ts';

/** Frames that are JSON but no command: the third one ends the socket. */
const maxMalformed = 3;

export interface RoomCommandParts {
  batcher: SendBatcher;
  history: RoomHistory;
  config: Pick<GatewayConfig, 'maxInFlight'>;
  metrics: Pick<GatewayMetrics, 'commands' | 'errorReplies'>;
  log: FastifyBaseLogger;
}

/** Takes a frame of a room socket. A post is answered by the message itself, which everyone in the chat gets. */
export function createRoomCommandRunner({ batcher, history, config, metrics, log }: RoomCommandParts) {
  return (connection: Connection, bytes: Uint8Array, isBinary: boolean): void => {
    const nowMs = Date.now();
    connection.heard(nowMs);
    connection.usedAtMs = nowMs;
    const allowance = connection.bucket.take(1, nowMs);
    if (allowance === 'abusive') return connection.close(CloseCode.rateLimited);
    const value = isBinary ? undefined : readJson(bytes);
    if (value === undefined) return connection.close(CloseCode.malformed);
    if (allowance === 'refused') return refuse(connection, refusalOf(kitErrors.rate_limited()));
    const parsed = roomCommand.safeParse(value);
    if (!parsed.success) return refuseMalformed(connection);
    if (connection.inFlight >= config.maxInFlight) {
      return refuse(connection, refusalOf(errors.too_many_in_flight()));
    }
    void run(connection, parsed.data);
  };

  async function run(connection: Connection, command: RoomCommand): Promise<void> {
    connection.inFlight++;
    const kind = command.action ?? 'message';
    metrics.commands.inc({ kind: `room_${kind}` });
    try {
      if (command.action === 'retrieve_message') await history(connection, command.number);
      else await post(connection, command.message);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.entry.status >= 500)
        log.error({ err: error.cause ?? thrown, code: error.code, command: kind }, 'command failed');
      refuse(connection, refusalOf(error));
    } finally {
      connection.inFlight--;
    }
  }

  async function post(connection: Connection, text: string): Promise<void> {
    const { userId: senderId, roomChatId: chatId } = connection;
    // These clients name no id of their own, so a repeated post is another message.
    const result = await batcher.add({ chatId, senderId, clientId: randomUUID(), text });
    const outcome = presentSendOutcome(result);
    if ('refusal' in outcome) refuse(connection, outcome.refusal);
  }

  function refuseMalformed(connection: Connection): void {
    if (++connection.malformedCount >= maxMalformed) return connection.close(CloseCode.malformed);
    refuse(connection, refusalOf(errors.invalid_command()));
  }

  function refuse(connection: Connection, { code, message }: Refusal): void {
    metrics.errorReplies.inc({ code });
    connection.queue.pushReply(textFrame(JSON.stringify({ error: { code, message } })));
  }
}

/** The object in the frame; undefined when there is none. */
function readJson(bytes: Uint8Array): object | undefined {
  try {
    const value = parseStrictJson(bytes);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
