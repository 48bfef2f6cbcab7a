import type { SocketCommand } from '@bridges/contracts';
import { CloseCode } from '@bridges/contracts/protocol';
import { inSpan, kitErrors, newRequestId, requestId, toAppError, withRequestId } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { GatewayConfig } from '../../config.ts';
import { errors } from '../../errors.ts';
import type { GatewayMetrics } from '../../metrics.ts';
import type { Connection } from '../connection.ts';
import { parseCommand } from '../parse-command.ts';
import { refusalOf } from '../../presenters/refusal.ts';
import type { Refusal } from '../../presenters/refusal.ts';
import { errorFrame } from '../reply.ts';
import type { CommandHandler, CommandHandlers } from './handler.ts';

export interface CommandParts {
  handlers: CommandHandlers;
  config: Pick<GatewayConfig, 'maxInFlight'>;
  metrics: Pick<GatewayMetrics, 'commands' | 'errorReplies'>;
  log: FastifyBaseLogger;
}

/** Takes a frame of `/ws`: exactly one reply to every command, whatever happens on the way. */
export function createCommandRunner({ handlers, config, metrics, log }: CommandParts) {
  return (connection: Connection, bytes: Uint8Array, isBinary: boolean): void => {
    const nowMs = Date.now();
    connection.heard(nowMs);
    const allowance = connection.bucket.take(1, nowMs);
    if (allowance === 'abusive') return connection.close(CloseCode.rateLimited);
    const parsed = isBinary ? 'malformed' : parseCommand(bytes);
    if (parsed === 'malformed') return connection.close(CloseCode.malformed);
    if (allowance === 'refused') {
      const error = kitErrors.rate_limited({ retryAfterMs: connection.bucket.retryAfterMs });
      return refuse(connection, 'command' in parsed ? parsed.command.id : parsed.id, refusalOf(error));
    }
    if ('refusal' in parsed) return refuse(connection, parsed.id, parsed.refusal);
    const { command } = parsed;
    metrics.commands.inc({ kind: command.do });
    if (command.do !== 'ping') connection.usedAtMs = nowMs;
    if (connection.inFlight >= config.maxInFlight) {
      return refuse(connection, command.id, refusalOf(errors.too_many_in_flight()));
    }
    // Sends of a moment become one call, which has a name of its own.
    if (command.do === 'send') run(connection, command);
    else withRequestId(newRequestId(), () => run(connection, command));
  };

  function run(connection: Connection, command: SocketCommand): void {
    // The table is keyed by the command's own name, which types cannot follow.
    const handler = handlers[command.do] as CommandHandler<SocketCommand['do']>;
    try {
      const span = { kind: 'server', parent: null } as const;
      const reply = inSpan(`socket ${command.do}`, span, () => handler(connection, command));
      if (Buffer.isBuffer(reply)) return connection.queue.pushReply(reply);
      connection.inFlight++;
      void finish(connection, command, reply);
    } catch (thrown) {
      fail(connection, command, thrown);
    }
  }

  async function finish(
    connection: Connection,
    command: SocketCommand,
    reply: Promise<Buffer>,
  ): Promise<void> {
    try {
      connection.queue.pushReply(await reply);
    } catch (thrown) {
      fail(connection, command, thrown);
    } finally {
      connection.inFlight--;
    }
  }

  function fail(connection: Connection, command: SocketCommand, thrown: unknown): void {
    const error = toAppError(thrown);
    if (error.entry.status < 500) return refuse(connection, command.id, refusalOf(error));
    // Who tells of it can name it.
    const reqId = error.requestId ?? requestId() ?? newRequestId();
    log.error({ reqId, err: error.cause ?? thrown, code: error.code, command: command.do }, 'command failed');
    refuse(connection, command.id, { ...refusalOf(error), requestId: reqId });
  }

  function refuse(connection: Connection, id: number, refusal: Refusal): void {
    metrics.errorReplies.inc({ code: refusal.code });
    connection.queue.pushReply(errorFrame(id, refusal));
  }
}
