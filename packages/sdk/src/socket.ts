import type { ResumeReply, SocketCommand, SocketEvent, SocketReply } from '@bridges/contracts';
import { CloseCode } from '@bridges/contracts/protocol';
import { resumeQuestion } from './apply-resume.ts';
import type { Timing, WebSocketClass } from './client-options.ts';
import type { ConnectionState, StopReason } from './realtime/connection-state.ts';
import { ApiError, toApiError } from './errors.ts';
import { createBackoff } from './realtime/backoff.ts';
import { createHeartbeat } from './realtime/heartbeat.ts';
import { createReplies } from './realtime/replies.ts';
import { onWake } from './realtime/wake.ts';
import type { ClientState } from './state.ts';

type Hello = Extract<SocketEvent, { ev: 'hello' }>;
type WithoutId<Command> = Command extends unknown ? Omit<Command, 'id'> : never;
/** A command as callers write it; the connection numbers it. */
export type Command = WithoutId<SocketCommand>;

export interface ConnectionOptions {
  WebSocket: WebSocketClass;
  timing: Timing;
  /** The URL to open, with a fresh ticket if one is needed. A 401 here means: signed out. */
  getUrl(): Promise<string>;
  /** Renews the session; false when the server refuses. */
  refresh(): Promise<boolean>;
  /** Before the resume: make sure that the state belongs to this user. */
  onHello(hello: Hello): Promise<void>;
  /** What is held already, for the resume's question. */
  getState(): ClientState;
  onResume(reply: ResumeReply): void;
  /** Live events in order, never before the resume's reply was applied. */
  onEvent(event: SocketEvent): void;
  onState(state: ConnectionState): void;
}

export interface Connection {
  start(): void;
  stop(reason?: StopReason): void;
  /** Sends a command and waits for its reply. Rejects with an ApiError; `sdk.offline`: it was not sent. */
  command<Answer>(command: Command): Promise<Answer>;
}

/**
 * One lasting connection to `/ws`: hello, resume, events; heartbeats; and after every loss a new one.
 * Events that come while the resume is under way wait for its reply.
 */
export function createConnection(options: ConnectionOptions): Connection {
  const { timing } = options;
  const backoff = createBackoff(timing.reconnectMinMs, timing.reconnectMaxMs);
  const replies = createReplies(timing.replyTimeoutMs);
  let state: ConnectionState = { status: 'stopped', reason: 'stopped', closeCode: null };
  /** Rises with each attempt, so that what an earlier one left behind is ignored. */
  let attempt = 0;
  let socket: WebSocket | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let helloTimer: ReturnType<typeof setTimeout> | undefined;
  let stopWaking: (() => void) | null = null;
  let hasRefreshed = false;
  /** Attempts that failed since it stood last; one more is granted to a loss than to a beginning. */
  let failures = 1;
  const isCut = () => failures > 1;
  /** Events that wait for the resume; null when it is done. */
  let waiting: SocketEvent[] | null = [];
  let reconnectAt: number | null = null;

  const heartbeat = createHeartbeat({
    ping: () => void command({ do: 'ping' }).catch(() => undefined),
    onDead: () => lose('heartbeat', null),
  });

  function setState(next: ConnectionState): void {
    state = next;
    options.onState(next);
  }

  async function connect(): Promise<void> {
    const mine = ++attempt;
    clearTimeout(retryTimer);
    setState({ status: 'connecting', reason: null, isCut: isCut() });
    try {
      const url = await options.getUrl();
      if (mine !== attempt) return;
      open(url, mine);
    } catch (cause) {
      if (mine !== attempt) return;
      const error = toApiError(cause);
      if (error.status === 401) stop('unauthenticated');
      else retryLater(error.code, error.retryAfterMs);
    }
  }

  function open(url: string, mine: number): void {
    const opened = new options.WebSocket(url);
    socket = opened;
    waiting = [];
    reconnectAt = null;
    helloTimer = setTimeout(() => lose('timeout', null), timing.replyTimeoutMs);
    opened.addEventListener('message', ({ data }) => {
      if (mine !== attempt) return;
      heartbeat.heard();
      const frame = parse(String(data));
      if (frame === null) lose('bad_frame', null);
      else receive(frame, mine);
    });
    // An error is always followed by a close.
    opened.addEventListener('error', () => undefined);
    opened.addEventListener('close', ({ code }) => {
      if (mine === attempt) lose(`closed ${code}`, code);
    });
  }

  function receive(frame: SocketEvent | SocketReply, mine: number): void {
    if ('re' in frame) replies.settle(frame);
    else if (frame.ev === 'hello') void greet(frame, mine);
    else if (frame.ev === 'reconnect') reconnectAt = Date.now() + frame.afterMs;
    else if (waiting !== null) waiting.push(frame);
    else options.onEvent(frame);
  }

  async function greet(hello: Hello, mine: number): Promise<void> {
    clearTimeout(helloTimer);
    heartbeat.start(hello.heartbeatMs);
    try {
      await options.onHello(hello);
      if (mine !== attempt) return;
      const reply = await command<ResumeReply>({ do: 'resume', ...resumeQuestion(options.getState()) });
      if (mine !== attempt) return;
      options.onResume(reply);
      const held = waiting ?? [];
      waiting = null;
      hasRefreshed = false;
      backoff.succeeded();
      failures = 0;
      for (const event of held) options.onEvent(event);
      setState({ status: 'online', reason: null });
    } catch (cause) {
      if (mine !== attempt) return;
      const error = toApiError(cause);
      if (error.status === 401) stop('unauthenticated');
      else lose(error.code, null);
    }
  }

  /** The connection is gone, or given up: decide what comes next. */
  function lose(reason: string, code: number | null): void {
    abandon();
    if (code === CloseCode.unauthenticated && !hasRefreshed) {
      hasRefreshed = true;
      void renew(attempt);
    } else if (code !== null && code >= 4500 && code <= 4999) {
      stop(stopReason(code), code);
    } else {
      retryLater(reason, reconnectAt === null ? undefined : Math.max(0, reconnectAt - Date.now()));
    }
  }

  async function renew(mine: number): Promise<void> {
    setState({ status: 'connecting', reason: null, isCut: isCut() });
    try {
      const isRenewed = await options.refresh();
      if (mine !== attempt) return;
      if (isRenewed) await connect();
      else stop('unauthenticated', CloseCode.unauthenticated);
    } catch (cause) {
      // Not refused, only out of reach: the next 4500 may ask again.
      hasRefreshed = false;
      if (mine === attempt) retryLater(toApiError(cause).code);
    }
  }

  function retryLater(reason: string, afterMs?: number): void {
    const pauseMs = afterMs ?? backoff.next();
    retryTimer = setTimeout(() => void connect(), pauseMs);
    failures += 1;
    setState({ status: 'offline', reason, retryAt: Date.now() + pauseMs, isCut: isCut() });
  }

  /** Lets go of the current socket; nothing it still says is heard. */
  function abandon(): void {
    attempt += 1;
    clearTimeout(helloTimer);
    clearTimeout(retryTimer);
    heartbeat.stop();
    backoff.lost();
    const old = socket;
    socket = null;
    old?.close(1000);
    replies.rejectAll(
      new ApiError({
        code: 'sdk.connection_lost',
        message: 'The connection was lost before the reply came.',
        isRetryable: true,
      }),
    );
  }

  function stop(reason: StopReason = 'stopped', closeCode: number | null = null): void {
    abandon();
    stopWaking?.();
    stopWaking = null;
    setState({ status: 'stopped', reason, closeCode });
  }

  function command<Answer>(body: Command): Promise<Answer> {
    const open = socket;
    if (open?.readyState !== 1) {
      return Promise.reject(
        new ApiError({ code: 'sdk.offline', message: 'Not connected.', isRetryable: true }),
      );
    }
    const { id, reply } = replies.expect<Answer>();
    open.send(JSON.stringify({ id, ...body }));
    return reply;
  }

  return {
    start() {
      if (state.status !== 'stopped') return;
      hasRefreshed = false;
      failures = 1;
      backoff.reset();
      stopWaking = onWake(() => {
        if (state.status === 'offline') void connect();
        else if (state.status === 'online') heartbeat.probe();
      });
      void connect();
    },
    stop,
    command,
  };
}

function stopReason(code: number): StopReason {
  if (code === CloseCode.unauthenticated) return 'unauthenticated';
  if (code === CloseCode.deactivated) return 'deactivated';
  return code === CloseCode.sessionEnded ? 'session_ended' : 'refused';
}

function parse(data: string): SocketEvent | SocketReply | null {
  try {
    return JSON.parse(data) as SocketEvent | SocketReply;
  } catch {
    return null;
  }
}
