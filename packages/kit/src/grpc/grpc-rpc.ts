import { setTimeout } from 'node:timers/promises';
import type { DescMessage, DescMethodUnary, MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import type { GenService } from '@bufbuild/protobuf/codegenv2';
import { MethodOptions_IdempotencyLevel } from '@bufbuild/protobuf/wkt';
import { credentials, Metadata, makeGenericClientConstructor, status } from '@grpc/grpc-js';
import type { Client, ServiceError } from '@grpc/grpc-js';
import type { AppError } from '../errors.ts';
import { kitErrors } from '../errors.ts';
import type { CallOptions, Rpc, RpcClient } from '../rpc.ts';
import { fromStatus } from './grpc-errors.ts';
import { channelOptions } from './grpc-keys.ts';
import type { GrpcKeys } from './grpc-keys.ts';
import { copyFor } from './copy-for.ts';
import { serviceDefinition } from './service-definition.ts';
import type { ObserveCall } from './rpc-metrics.ts';
import { requestId } from '../tracing/request-id.ts';
import { inSpan, traceparent } from '../tracing/spans.ts';

type UnaryMethods = Record<string, { methodKind: 'unary'; input: DescMessage; output: DescMessage }>;
type Call = (
  request: unknown,
  metadata: Metadata,
  options: { deadline: number },
  done: (error: ServiceError | null, answer: unknown) => void,
) => void;

/** How long a copy that let a call run into its deadline is asked last. */
const silentMs = 3000;
/** What a copy has to answer, unless the caller is in a hurry or has more time. */
const usualMs = 5000;
/** How long a call waits for copies that are away: one that is started again is back within it, on a busy machine, too. */
const patienceMs = 10_000;
/** Between two questions to copies that take connections but do not answer. */
const pauseMs = 50;

export interface GrpcRpcOptions {
  /** Addresses (`host:port`) of the copies that serve a service, by its proto name. */
  copiesOf: (service: string) => readonly string[];
  credential: string;
  keys?: GrpcKeys | undefined;
  /** What the certificate of a copy must say, where that is not its address. */
  hostOf?: (address: string) => string | undefined;
  /** Told of each call. */
  observe?: ObserveCall;
}

/**
 * Calls between processes. A call that may safely be made twice is made again, at another copy if there is one, until
 * one is back or patience and deadline are over.
 */
export class GrpcRpc implements Rpc {
  readonly #options: GrpcRpcOptions;
  readonly #clients = new Map<string, Client>();
  /** Copies that did not answer, and until when others are asked first. */
  readonly #silentUntil = new Map<string, number>();
  #turn = 0;

  constructor(options: GrpcRpcOptions) {
    this.#options = options;
  }

  client<Service extends GenService<UnaryMethods>>(service: Service): RpcClient<Service> {
    return Object.fromEntries(
      service.methods.map((method) => [
        method.localName,
        (request: MessageInitShape<DescMessage>, options?: CallOptions) =>
          this.#call(service, method as DescMethodUnary, request, options ?? {}),
      ]),
    ) as RpcClient<Service>;
  }

  routeOf(service: GenService<UnaryMethods>, key: string): string {
    return copyFor(this.#options.copiesOf(service.typeName), key);
  }

  /** Lets go of a copy that is gone for good. */
  forget(address: string): void {
    this.#silentUntil.delete(address);
    for (const [key, client] of this.#clients) {
      if (!key.startsWith(`${address} `)) continue;
      client.close();
      this.#clients.delete(key);
    }
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
    this.#clients.clear();
  }

  async #call(
    service: GenService<UnaryMethods>,
    method: DescMethodUnary,
    request: MessageInitShape<DescMessage>,
    { deadlineMs = usualMs, routeBy }: CallOptions,
  ) {
    const copies = this.#options.copiesOf(service.typeName);
    if (copies.length === 0) throw kitErrors.unavailable({ details: { service: service.typeName } });
    const message = create(method.input, request);
    const startedMs = Date.now();
    const isHurried = deadlineMs < usualMs;
    const patientUntil = startedMs + (isHurried ? deadlineMs : patienceMs);
    // While nobody was there, nobody had the time to answer.
    const deadline = () => (isHurried ? startedMs : Date.now()) + deadlineMs;
    let copy = this.#choose(copies, routeBy);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#ask(copy, service, method, message, deadline());
      } catch (error) {
        // With a cause it is a call that came to nothing; without one, a copy's answer: it is there, and has tried.
        const { code, cause } = error as AppError;
        const isAway = code === 'kit.unavailable' && cause !== undefined;
        if (!isAway || !isRepeatable(method) || Date.now() >= patientUntil) throw error;
        const others = copies.filter((other) => other !== copy);
        copy = others[this.#turn++ % others.length] ?? copy;
        if (attempt >= copies.length && !(await this.#isBack(copy, service, patientUntil))) throw error;
      }
    }
  }

  /** Whether the copy takes connections again before the time is over. */
  async #isBack(copy: string, service: GenService<UnaryMethods>, untilMs: number): Promise<boolean> {
    await setTimeout(pauseMs);
    return new Promise((resolve) => {
      this.#client(copy, service).waitForReady(untilMs, (failure) => resolve(!failure));
    });
  }

  /** Copies that lately kept somebody waiting in vain are not asked while there are others. */
  #choose(copies: readonly string[], routeBy: string | undefined): string {
    const now = Date.now();
    const talking = copies.filter((copy) => (this.#silentUntil.get(copy) ?? 0) <= now);
    const among = talking.length > 0 ? talking : copies;
    return routeBy === undefined ? (among[this.#turn++ % among.length] ?? '') : copyFor(among, routeBy);
  }

  #ask(
    address: string,
    service: GenService<UnaryMethods>,
    method: DescMethodUnary,
    message: unknown,
    deadline: number,
  ) {
    return inSpan(`${service.typeName}/${method.name}`, { kind: 'client' }, () =>
      this.#send(address, service, method, message, deadline),
    );
  }

  async #send(
    address: string,
    service: GenService<UnaryMethods>,
    method: DescMethodUnary,
    message: unknown,
    deadline: number,
  ) {
    const client = this.#client(address, service) as unknown as Record<string, Call>;
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${this.#options.credential}`);
    const [reqId, trace] = [requestId(), traceparent()];
    if (reqId !== undefined) metadata.set('x-request-id', reqId);
    if (trace !== undefined) metadata.set('traceparent', trace);
    const startedMs = performance.now();
    return new Promise((resolve, reject) => {
      client[method.localName]?.(message, metadata, { deadline }, (error, answer) => {
        if (error?.code === status.DEADLINE_EXCEEDED) this.#silentUntil.set(address, Date.now() + silentMs);
        const refusal = error && fromStatus(error);
        this.#options.observe?.(service.typeName, method.name, refusal?.code ?? 'ok', startedMs);
        if (refusal) reject(refusal);
        else resolve(answer);
      });
    });
  }

  #client(address: string, service: GenService<UnaryMethods>): Client {
    const key = `${address} ${service.typeName}`;
    const known = this.#clients.get(key);
    if (known) return known;
    const { keys, hostOf } = this.#options;
    const host = keys && hostOf?.(address);
    const Constructor = makeGenericClientConstructor(serviceDefinition(service), service.typeName);
    const client = new Constructor(
      address,
      keys ? credentials.createSsl(keys.ca, keys.key, keys.cert) : credentials.createInsecure(),
      host === undefined ? channelOptions : { ...channelOptions, 'grpc.ssl_target_name_override': host },
    );
    this.#clients.set(key, client);
    return client;
  }
}

function isRepeatable(method: DescMethodUnary): boolean {
  return method.idempotency !== MethodOptions_IdempotencyLevel.IDEMPOTENCY_UNKNOWN;
}
