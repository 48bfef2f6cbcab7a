import { propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../logger.ts';
import { sealTrace, unsealTrace } from '../redis/traced-payload.ts';
import { newRequestId, outsideRequests, requestId, requestIdFrom, withRequestId } from './request-id.ts';
import { inSpan, isTracing, traceparent } from './spans.ts';
import { startTracing } from './start-tracing.ts';
import { TraceContext } from './trace-context.ts';

const parent = `00-${'4b'.repeat(16)}-${'00f0'.repeat(4)}-01`;

describe('without a collector', () => {
  it('nothing is loaded and nothing traced, and the work is done', async () => {
    expect(await startTracing({}, 'bridges')).toBeUndefined();
    expect([isTracing(), traceparent()]).toEqual([false, undefined]);
    expect(inSpan('work', { parent, links: [parent] }, () => 7)).toBe(7);
    await expect(inSpan('work', {}, async () => Promise.reject(new Error('its own')))).rejects.toThrow(
      'its own',
    );
  });
});

describe('the context of a trace', () => {
  const propagator = new TraceContext();
  const read = (text: unknown) =>
    trace.getSpanContext(
      propagator.extract(ROOT_CONTEXT, { traceparent: text }, { get: (at, key) => at[key], keys: () => [] }),
    );

  it('is read as it was written', () => {
    const context = read(parent);
    expect(context).toMatchObject({ traceId: '4b'.repeat(16), spanId: '00f0'.repeat(4), traceFlags: 1 });
    const carrier: Record<string, string> = {};
    const within = trace.setSpanContext(ROOT_CONTEXT, context ?? { traceId: '', spanId: '', traceFlags: 0 });
    propagator.inject(within, carrier, { set: (at, key, value) => void (at[key] = value) });
    expect(carrier['traceparent']).toBe(parent);
    expect(propagation.fields()).toEqual([]);
  });

  it.each([
    undefined,
    '',
    'nonsense',
    `${parent}0`,
    parent.replace('4b', 'xx'),
    `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01`,
  ])('is nothing when it is %s', (text) => expect(read(text)).toBeUndefined());

  it('goes before the payload of a live event, and any payload without one stays as it is', () => {
    const payload = Buffer.from([10, 3, 1, 2, 3]);
    expect(sealTrace(payload, undefined).equals(payload)).toBe(true);
    const sealed = unsealTrace(sealTrace(payload, parent));
    expect([sealed.trace, sealed.payload.equals(payload)]).toEqual([parent, true]);
    for (const plain of [Buffer.alloc(0), Buffer.from([0]), Buffer.from('\0traceparent is not what this is')])
      expect(unsealTrace(plain)).toEqual({ payload: plain });
  });
});

describe('the name of a request', () => {
  it('is that of its flow, and of no other', async () => {
    const seen = await Promise.all(
      ['first one', 'second one'].map((id) =>
        withRequestId(id, async () => {
          await new Promise((resolve) => setImmediate(resolve));
          return [requestId(), outsideRequests(requestId)];
        }),
      ),
    );
    expect(seen).toEqual([
      ['first one', undefined],
      ['second one', undefined],
    ]);
    expect(requestId()).toBeUndefined();
  });

  it('is in every line of its log', () => {
    const lines: string[] = [];
    const log = createLogger({ destination: { write: (line) => void lines.push(line) } });
    withRequestId('req-12345', () => log.info('within'));
    log.info('without');
    expect(lines.map((line) => (JSON.parse(line) as { reqId?: string }).reqId)).toEqual([
      'req-12345',
      undefined,
    ]);
  });

  it('is taken from others only if it can be one', () => {
    expect(requestIdFrom('0123456789abcdef')).toBe('0123456789abcdef');
    for (const bad of [
      undefined,
      '',
      'short',
      'a b c d e f g h',
      'x'.repeat(65),
      '{"$ne":1}',
      ['list-of-one'],
      'line\nbreaks',
    ])
      expect(requestIdFrom(bad)).not.toBe(bad);
    expect(newRequestId()).not.toBe(newRequestId());
  });
});
