import type { DescMessage, DescMethodUnary, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import type { GenService } from '@bufbuild/protobuf/codegenv2';
import { isDatabaseAway } from './db/database-away.ts';
import { AppError, kitErrors } from './errors.ts';
import { decodeProto } from './proto/decode-proto.ts';
import { encodeProto } from './proto/encode-proto.ts';
import { inSpan } from './tracing/spans.ts';

type UnaryMethods = Record<string, { methodKind: 'unary'; input: DescMessage; output: DescMessage }>;
type MethodsOf<Service> = Service extends GenService<infer Methods> ? Methods : never;

export interface CallOptions {
  /**
   * How long a copy has to answer, in milliseconds (default 5,000). Waiting for one that is away comes on top, 10 s at
   * most; with less than the default, everything has to be done in it.
   */
  deadlineMs?: number;
  /** Calls with the same value reach the same copy of the service, while its copies stay the same. */
  routeBy?: string;
}

/** What a caller sees: one function per method of the contract. */
export type RpcClient<Service> = {
  [Method in keyof MethodsOf<Service>]: MethodsOf<Service>[Method] extends { input: infer I; output: infer O }
    ? I extends DescMessage
      ? O extends DescMessage
        ? (request: MessageInitShape<I>, options?: CallOptions) => Promise<MessageShape<O>>
        : never
      : never
    : never;
};

/** What a module implements: one handler per method of the contract. */
export type RpcHandlers<Service> = {
  [Method in keyof MethodsOf<Service>]: MethodsOf<Service>[Method] extends { input: infer I; output: infer O }
    ? I extends DescMessage
      ? O extends DescMessage
        ? (request: MessageShape<I>) => Promise<MessageInitShape<O>>
        : never
      : never
    : never;
};

/** A service of the contracts with its handlers, as a module offers it. */
export interface RpcService {
  service: GenService<UnaryMethods>;
  handlers: Record<string, (request: never) => Promise<unknown>>;
}

/** Ties handlers to their contract. */
export function rpcService<Service extends GenService<UnaryMethods>>(
  service: Service,
  handlers: RpcHandlers<Service>,
): RpcService {
  return { service, handlers: handlers as RpcService['handlers'] };
}

/**
 * Calls between modules, typed by the proto contracts. A call fails with an AppError: the callee's own, or
 * `kit.unavailable` (nobody serves it), `kit.deadline_exceeded`, `kit.internal`. Requests and answers are
 * never shared by reference.
 */
export interface Rpc {
  client<Service extends GenService<UnaryMethods>>(service: Service): RpcClient<Service>;
  /** Names the copy that calls with this `routeBy` reach now; '': this process. Equal names may share a call. */
  routeOf(service: GenService<UnaryMethods>, key: string): string;
}

/** What a caller is told of what a handler threw. */
export function calleeError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return isDatabaseAway(thrown)
    ? kitErrors.unavailable({ cause: thrown })
    : kitErrors.internal({ cause: thrown });
}

/** The one-process implementation: handlers are called directly, messages go through their binary form. */
export class LocalRpc implements Rpc {
  readonly #services = new Map<string, RpcService>();
  readonly #patience: number;

  /** @param patience every deadline is so many times as long: for tests, on machines that do much else */
  constructor(patience = 1) {
    this.#patience = patience;
  }

  /** Makes a module's service callable. */
  serve(implementation: RpcService): void {
    this.#services.set(implementation.service.typeName, implementation);
  }

  client<Service extends GenService<UnaryMethods>>(service: Service): RpcClient<Service> {
    const call =
      (method: DescMethodUnary) => (request: MessageInitShape<DescMessage>, options?: CallOptions) =>
        inSpan(`${service.typeName}/${method.name}`, {}, () =>
          this.#call(service.typeName, method, request, options?.deadlineMs ?? 5000),
        );
    return Object.fromEntries(
      service.methods.map((method) => [method.localName, call(method as DescMethodUnary)]),
    ) as RpcClient<Service>;
  }

  routeOf(): string {
    return '';
  }

  async #call(
    typeName: string,
    method: DescMethodUnary,
    request: MessageInitShape<DescMessage>,
    deadlineMs: number,
  ) {
    const handler = this.#services.get(typeName)?.handlers[method.localName];
    if (!handler) throw kitErrors.unavailable({ details: { service: typeName } });
    const carry = async () => {
      const copy = decodeProto(method.input, encodeProto(method.input, request));
      const answer = (await handler(copy as never)) as MessageInitShape<DescMessage>;
      return decodeProto(method.output, encodeProto(method.output, answer));
    };
    return withDeadline(carry(), deadlineMs * this.#patience).catch((error: unknown) => {
      throw calleeError(error);
    });
  }
}

/** A deadline passes in so many steps. */
const steps = 5;

/**
 * However long this process stood still, it takes no more than one step: what came meanwhile, answers of the database
 * among it, is looked at before the next.
 */
async function withDeadline<T>(answer: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let stepsLeft = steps;
  const expired = new Promise<never>((_resolve, reject) => {
    const step = () => {
      stepsLeft--;
      if (stepsLeft < 0) return reject(kitErrors.deadline_exceeded());
      timer = setTimeout(step, deadlineMs / steps);
    };
    step();
  });
  return Promise.race([answer, expired]).finally(() => clearTimeout(timer));
}
