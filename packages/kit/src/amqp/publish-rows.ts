import type { ConfirmChannel } from 'amqplib';
import { kitErrors } from '../errors.ts';
import type { OutboxRow } from '../outbox-relay.ts';
import { inSpan, traceparent } from '../tracing/spans.ts';
import { exchange } from './topology.ts';

/** Resolves when RabbitMQ has confirmed all of them. @throws AppError kit.unavailable when it refused one */
export async function publishRows(channel: ConfirmChannel, rows: readonly OutboxRow[]): Promise<void> {
  await Promise.all(
    rows.map((row) =>
      row.trace === null
        ? publish(channel, row)
        : inSpan(`publish ${row.event}`, { kind: 'producer', parent: row.trace }, () =>
            publish(channel, row),
          ),
    ),
  );
}

function publish(channel: ConfirmChannel, row: OutboxRow): Promise<void> {
  const trace = row.trace === null ? undefined : (traceparent() ?? row.trace);
  const properties = {
    messageId: row.event_id,
    persistent: true,
    ...(trace === undefined ? {} : { headers: { traceparent: trace } }),
  };
  return new Promise((resolve, reject) => {
    channel.publish(exchange, row.event, row.payload ?? Buffer.alloc(0), properties, (error: unknown) => {
      if (error) reject(kitErrors.unavailable({ cause: error }));
      else resolve();
    });
  });
}
