import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Context, Span } from '@opentelemetry/api';
import { AppError } from '../errors.ts';

const kinds = {
  /** Answers somebody. */
  server: SpanKind.SERVER,
  /** Asks another process. */
  client: SpanKind.CLIENT,
  /** Hands something to those who take it later. */
  producer: SpanKind.PRODUCER,
  /** Takes what was handed over. */
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
};

export interface SpanOptions {
  kind?: keyof typeof kinds;
  /** The `traceparent` that it belongs to; null: a trace of its own. Default: what is under way. */
  parent?: string | null | undefined;
  /** Others that it was done for as well. */
  links?: readonly (string | undefined)[];
  /** Names and counts; never ids of people, texts, SQL or paths. */
  attributes?: Record<string, string | number>;
}

/** Whether traces are written: only where a collector is configured (`startTracing`). */
export const isTracing = (): boolean => propagation.fields().length > 0;

/** What is under way, as W3C `traceparent`; undefined where nothing is traced. */
export function traceparent(): string | undefined {
  if (!isTracing()) return undefined;
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** Does the work, as one span of a trace. Without tracing it only does the work. */
export function inSpan<Result>(name: string, options: SpanOptions, work: () => Result): Result {
  if (!isTracing()) return work();
  const [span, within] = open(name, options);
  try {
    const result = context.with(within, work);
    if (!(result instanceof Promise)) {
      span.end();
      return result;
    }
    return result.then(
      (value: unknown) => {
        span.end();
        return value;
      },
      (error: unknown) => {
        fail(span, error);
        throw error;
      },
    ) as Result;
  } catch (error) {
    fail(span, error);
    throw error;
  }
}

/** A span that is ended by who began it, and the way to do something within it. */
export function beginSpan(name: string, options: SpanOptions) {
  const [span, within] = open(name, options);
  return {
    within: <Result>(work: () => Result): Result => context.with(within, work),
    end(attributes: Record<string, string | number>, isFailed: boolean): void {
      span.setAttributes(attributes);
      if (isFailed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

function open(
  name: string,
  { kind = 'internal', parent, links = [], attributes }: SpanOptions,
): [Span, Context] {
  const outer = parent === undefined ? context.active() : contextOf(parent);
  const span = trace.getTracer('bridges').startSpan(
    name,
    {
      kind: kinds[kind],
      links: links.flatMap((link) => {
        const linked = trace.getSpanContext(contextOf(link));
        return linked ? [{ context: linked }] : [];
      }),
      ...(attributes ? { attributes } : {}),
    },
    outer,
  );
  return [span, trace.setSpan(outer, span)];
}

const contextOf = (parent: string | null | undefined): Context =>
  propagation.extract(ROOT_CONTEXT, { traceparent: parent ?? undefined });

/** Only the code: messages of errors may hold anything. */
function fail(span: Span, error: unknown): void {
  const code = error instanceof AppError ? error.code : 'unknown';
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', code);
  span.end();
}
