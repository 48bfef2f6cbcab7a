import { CloseCode } from '@bridges/contracts/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { heartbeat } from './heartbeat.ts';

const config = { heartbeatMs: 25_000, heartbeatTimeoutMs: 60_000 };

describe('heartbeat', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function socket() {
    const connection = {
      heardAtMs: Date.now(),
      unansweredPings: 0,
      close: vi.fn<(code: CloseCode) => void>(),
      queue: { writeControl: vi.fn<(frame: Buffer) => void>() },
    };
    return {
      ...connection,
      turn: () => heartbeat({ takeTurn: () => [connection] }, config),
      answers: () => Object.assign(connection, { heardAtMs: Date.now(), unansweredPings: 0 }),
    };
  }

  it('gives up who is silent for longer than the timeout, and was asked meanwhile', () => {
    const mute = socket();
    for (let turn = 0; turn < 3; turn++) {
      mute.turn();
      expect(mute.close).not.toHaveBeenCalled();
      vi.advanceTimersByTime(config.heartbeatMs);
    }
    mute.turn();
    expect(mute.close).toHaveBeenCalledExactlyOnceWith(CloseCode.heartbeatTimeout);
    expect(mute.queue.writeControl).toHaveBeenCalledTimes(3);
  });

  it('gives up nobody because this process stood still: the answers are still unread', () => {
    const healthy = socket();
    healthy.turn();
    vi.advanceTimersByTime(3_600_000);
    healthy.turn();
    healthy.answers();
    vi.advanceTimersByTime(config.heartbeatMs);
    healthy.turn();
    expect(healthy.close).not.toHaveBeenCalled();
  });
});
