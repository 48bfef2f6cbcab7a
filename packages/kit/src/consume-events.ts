import { consumeEvent, takeTogether } from './consume-event.ts';
import type { Attached, ConsumeOptions, DeliveredEvent, Outcome } from './consume-event.ts';
import type { Consumer } from './broker.ts';
import { withRequestId } from './tracing/request-id.ts';
import { inSpan } from './tracing/spans.ts';

/** A transaction takes no more bytes than this, some 3,000 messages: what is more is decoded in several ticks. */
const mostBytesAtOnce = 1024 * 1024;

/**
 * Hands events to a consumer in their order, as many in a transaction as it wants. If they are refused together, each
 * half is tried by itself, down to the one event that is refused: it alone waits, is tried again, or is parked.
 *
 * @throws AbortError when stopped meanwhile; what was not taken stays with its broker
 */
export async function consumeEvents(
  module: Attached,
  consumer: Consumer,
  rows: readonly DeliveredEvent[],
  options: ConsumeOptions,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const batch of batchesOf(rows, consumer.mostAtOnce))
    outcomes.push(...(await consumeBatch(module, consumer, batch, options)));
  return outcomes;
}

function* batchesOf(rows: readonly DeliveredEvent[], mostAtOnce: number): Generator<DeliveredEvent[]> {
  let batch: DeliveredEvent[] = [];
  let bytes = 0;
  for (const row of rows) {
    const added = row.payload?.length ?? 0;
    if (batch.length > 0 && (batch.length === mostAtOnce || bytes + added > mostBytesAtOnce)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(row);
    bytes += added;
  }
  if (batch.length > 0) yield batch;
}

async function consumeBatch(
  module: Attached,
  consumer: Consumer,
  rows: readonly DeliveredEvent[],
  options: ConsumeOptions,
): Promise<Outcome[]> {
  options.signal.throwIfAborted();
  const [first, ...others] = rows;
  if (!first) return [];
  if (others.length === 0) return [await consumeEvent(module, consumer, first, options)];
  const name = `${module.name}.${consumer.name}`;
  const startedMs = performance.now();
  const [traced, ...linked] = rows.flatMap(({ trace }) => trace ?? []);
  const take = () => withRequestId(first.event_id, () => takeTogether(module, consumer, rows));
  try {
    const span = { kind: 'consumer', links: linked, attributes: { event: first.event } } as const;
    await (traced === undefined ? take() : inSpan(`take ${name}`, { ...span, parent: traced }, take));
  } catch (error) {
    options.log.warn(
      { err: error, consumer: name, event: first.event, count: rows.length },
      'events could not be taken together',
    );
    const middle = rows.length >> 1;
    const before = await consumeBatch(module, consumer, rows.slice(0, middle), options);
    return [...before, ...(await consumeBatch(module, consumer, rows.slice(middle), options))];
  }
  for (const row of rows) options.observe(name, 'taken', row.event_id, startedMs);
  return rows.map(() => 'taken');
}
