import { timingSafeEqual } from 'node:crypto';
import type { DescMethodUnary, MessageInitShape, DescMessage } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { AppError } from '../errors.ts';
import type { RpcService } from '../rpc.ts';
import { requestIdFrom, withRequestId } from '../tracing/request-id.ts';
import { inSpan } from '../tracing/spans.ts';
import type { SpanOptions } from '../tracing/spans.ts';
import { toStatus } from './grpc-errors.ts';
import type { GrpcKeys } from './grpc-keys.ts';
import { channelOptions } from './grpc-keys.ts';
import { healthService } from './grpc-health.ts';
import type { ObserveCall } from './rpc-metrics.ts';
import { serviceDefinition } from './service-definition.ts';

export interface GrpcServerOptions {
  host: string;
  port: number;
  /** What callers must show; the same in all services of an installation. */
  credential: string;
  keys?: GrpcKeys | undefined;
  onError: (error: unknown, method: string) => void;
  /** Told of each call. */
  observe?: ObserveCall;
}

/** The doors of this process for the others: its modules' services, and the standard health service. */
export class GrpcServer {
  readonly #server = new Server(channelOptions);
  readonly #options: GrpcServerOptions;
  #port = 0;

  constructor(options: GrpcServerOptions) {
    this.#options = options;
  }

  get port(): number {
    return this.#port;
  }

  serve({ service, handlers }: RpcService): void {
    const implementation = Object.fromEntries(
      service.methods.map((method) => [
        method.localName,
        this.#unary(service.typeName, method as DescMethodUnary, handlers[method.localName]),
      ]),
    );
    this.#server.addService(serviceDefinition(service), implementation);
  }

  async listen(isServing: () => boolean): Promise<void> {
    const { host, port, keys } = this.#options;
    const { definition, implementation } = healthService(isServing);
    this.#server.addService(definition, implementation);
    const credentials = keys
      ? ServerCredentials.createSsl(keys.ca, [{ private_key: keys.key, cert_chain: keys.cert }], true)
      : ServerCredentials.createInsecure();
    this.#port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync(`${host}:${port}`, credentials, (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
  }

  /** Answers what is under way, takes no more. */
  async close(limitMs = 2000): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.tryShutdown(() => resolve());
    const timer = setTimeout(() => {
      this.#server.forceShutdown();
      // Who waits for an orderly end is told nothing of a forced one.
      resolve();
    }, limitMs);
    await promise;
    clearTimeout(timer);
  }

  #unary(service: string, method: DescMethodUnary, handler: RpcService['handlers'][string] | undefined) {
    const { observe } = this.#options;
    return (
      call: ServerUnaryCall<unknown, unknown>,
      answer: sendUnaryData<MessageInitShape<DescMessage>>,
    ): void => {
      if (!this.#isKnown(call) || !handler) {
        const code = handler ? status.UNAUTHENTICATED : status.UNIMPLEMENTED;
        answer({ code, details: handler ? 'No valid service credential.' : 'Not served here.' });
        return;
      }
      const startedMs = performance.now();
      const carryOut = async () => {
        try {
          const reply = await inSpan(`${service}/${method.name}`, spanOf(call), async () =>
            handler(call.request as never),
          );
          observe?.(service, method.name, 'ok', startedMs);
          answer(null, create(method.output, reply as MessageInitShape<DescMessage>));
        } catch (error) {
          observe?.(service, method.name, error instanceof AppError ? error.code : 'kit.internal', startedMs);
          this.#options.onError(error, method.name);
          answer(toStatus(error));
        }
      };
      void withRequestId(requestIdFrom(call.metadata.get('x-request-id')[0]), carryOut);
    };
  }

  #isKnown(call: ServerUnaryCall<unknown, unknown>): boolean {
    const [shown] = call.metadata.get('authorization');
    const [given, wanted] = [Buffer.from(String(shown)), Buffer.from(`Bearer ${this.#options.credential}`)];
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}

function spanOf(call: ServerUnaryCall<unknown, unknown>): SpanOptions {
  const [parent] = call.metadata.get('traceparent');
  return { kind: 'server', parent: typeof parent === 'string' ? parent : null };
}
