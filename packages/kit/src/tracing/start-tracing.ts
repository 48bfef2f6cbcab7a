import { context, propagation, trace } from '@opentelemetry/api';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import type { Env } from '../config.ts';
import { TraceContext } from './trace-context.ts';

export const tracingConfig = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Collector of OpenTelemetry traces (OTLP over HTTP), e.g. http://localhost:4318; absent: no traces.',
    ),
  OTEL_SERVICE_NAME: z
    .string()
    .optional()
    .describe('Name of this process in traces (default: bridges, or bridges- and its SERVICES).'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('Part of the traces that is kept, from 0 to 1.'),
});

/** Spans are sent this often. */
const sendMs = 1000;

/**
 * Writes traces to the configured collector; without one nothing is loaded and nothing is traced. The process has
 * one of it: OpenTelemetry's own registry is the process's.
 */
export async function startTracing(
  env: Env,
  serviceName: string,
): Promise<{ stop(): Promise<void> } | undefined> {
  const config = readConfig(tracingConfig, env);
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return undefined;
  const [sdk, { OTLPTraceExporter }, { resourceFromAttributes }, { AsyncLocalStorageContextManager }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/context-async-hooks'),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': config.OTEL_SERVICE_NAME ?? serviceName }),
    sampler: new sdk.ParentBasedSampler({
      root: new sdk.TraceIdRatioBasedSampler(config.OTEL_TRACES_SAMPLER_ARG),
    }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: sendMs })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new TraceContext());
  trace.setGlobalTracerProvider(provider);
  return {
    async stop() {
      for (const part of [trace, context, propagation]) part.disable();
      await provider.shutdown();
    },
  };
}
