import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { makeDataDir, startBridges } from '../load/bridges-process.ts';
import type { BridgesProcess } from '../load/bridges-process.ts';
import { makeManyGroups, openManyGroups, signInAgain } from '../load/crowd.ts';
import type { ManyGroups } from '../load/crowd.ts';
import { machineSeconds } from '../load/process-cost.ts';
import { microsecondsOf, runLoad } from '../load/run-load.ts';
import type { LoadSize } from './load-rows.ts';
import { thousands } from './table.ts';
import type { BenchRow } from './table.ts';

/**
 * Turns with the index and as many without, next to each other: what else the machine does concerns both of a pair. Two
 * processes that do the same differ by some percent for as long as they live, so there are several of each.
 */
const mostServers = 4;
/**
 * PostgreSQL vacuums a database once a minute, which takes a second of a processor here: shorter turns that come again
 * each minute would have it always, or never. Under this load the index gathers for five seconds, or ten: in a turn that
 * lasts much longer most of what it has to do is done while others send.
 */
const longestTurnSeconds = 60;
const turnTimes = 8;
const warmUpTurns = 2;
/**
 * A pair says nothing if the host of this virtual machine took much of the processors in one of its turns: it would tell
 * which turn that was. Another one is made then.
 */
const mostTakenPart = 0.1;
const mostPairs = 2;
/**
 * Some seconds after the last message those who have not read it are told: in the next turn that would be work of the
 * one before, and mostly in that of the other server.
 */
const tellingMs = 3000;

interface Turn {
  sendsPerSecond: number;
  microseconds: number;
  behindSeconds: number;
  /** Part of the processors that the host gave to others: pairs say little when it differs. */
  takenPart: number;
}

/**
 * What the index of search costs the sends: the load of P2 on two servers that began as copies of each other, one with
 * it and one without, a turn each, first one and then the other first. A turn's processor time ends when all is
 * indexed; the next one begins only then.
 */
export async function searchIndexRow({ groups, seconds }: LoadSize): Promise<BenchRow> {
  const data = await makeDataDir();
  const stops: (() => Promise<void>)[] = [data.remove];
  try {
    const folders = { on: join(data.path, 'on'), off: join(data.path, 'off') };
    const made = join(data.path, 'made');
    const crowd = await makeCrowd(made, groups);
    // Both are copies, with whose the files are, which PostgreSQL cares for.
    for (const folder of Object.values(folders)) await promisify(execFile)('cp', ['-a', made, folder]);
    const turns = { on: [] as Turn[], off: [] as Turn[] };
    const turnSeconds = Math.min(seconds * turnTimes, longestTurnSeconds);
    for (let server = 0; server < Math.min(seconds, mostServers); server++) {
      const load: Record<'on' | 'off', (seconds: number) => Promise<Turn>> = { on: idle, off: idle };
      const ends: (() => Promise<void>)[] = [];
      const order = server % 2 === 0 ? (['on', 'off'] as const) : (['off', 'on'] as const);
      try {
        for (const index of order) {
          const bridges = await startBridges(folders[index], { MESSAGES_SEARCH_INDEX: index });
          ends.unshift(bridges.stop);
          const { take, close } = await openTurns(bridges, crowd);
          ends.unshift(close);
          load[index] = take;
          // Until V8 has compiled what is busy; a turn has a pass or two of the index.
          for (let turn = 0; turn < Math.min(seconds, warmUpTurns); turn++) await take(seconds);
        }
        for (let pair = 0; pair < mostPairs; pair++) {
          for (const index of pair % 2 === 0 ? order.toReversed() : order)
            turns[index].push(await load[index](turnSeconds));
          if (isCalm(turns.on.at(-1)) && isCalm(turns.off.at(-1))) break;
        }
      } finally {
        for (const end of ends) await end();
      }
    }
    return toRow(turns);
  } finally {
    for (const stop of stops) await stop();
  }
}

const isCalm = (turn: Turn | undefined): boolean => turn !== undefined && turn.takenPart <= mostTakenPart;

const idle = (): Promise<Turn> => Promise.reject(new Error('no server'));

async function makeCrowd(folder: string, groups: number): Promise<ManyGroups> {
  const bridges = await startBridges(folder);
  try {
    const crowd = await makeManyGroups(bridges.url, groups);
    await bridges.settled();
    return crowd;
  } finally {
    await bridges.stop();
  }
}

async function openTurns(bridges: BridgesProcess, crowd: ManyGroups) {
  const { sockets, senders } = await openManyGroups(bridges.port, await signInAgain(bridges.url, crowd));
  return {
    async take(seconds: number): Promise<Turn> {
      await pause(Math.min(tellingMs, seconds * 500));
      const before = machineSeconds();
      const [load, behindSeconds] = await Promise.all([
        runLoad(bridges, { sockets, senders, outstanding: 10, seconds }),
        pause(seconds * 900).then(() => bridges.behindSeconds()),
      ]);
      const after = machineSeconds();
      return {
        sendsPerSecond: load.sendsPerSecond,
        microseconds: microsecondsOf(load),
        behindSeconds,
        takenPart: (after.taken - before.taken) / (after.all - before.all),
      };
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.close();
      return Promise.resolve();
    },
  };
}

function toRow(all: { on: readonly Turn[]; off: readonly Turn[] }): BenchRow {
  const pairs = all.on.flatMap((on, at) => ({ on, off: all.off[at] ?? on }));
  const calm = pairs.filter((pair) => isCalm(pair.on) && isCalm(pair.off));
  // Where the host is never calm, all say something together, if anything.
  const counted = calm.length > 0 ? calm : pairs;
  const left = pairs.length - counted.length;
  const [on, off] = [counted.map((pair) => pair.on), counted.map((pair) => pair.off)];
  const ratios = (of: (turn: Turn) => number) =>
    quartiles(on.map((turn, at) => of(turn) / of(off[at] ?? turn)));
  const median = (turns: readonly Turn[], of: (turn: Turn) => number) => quartiles(turns.map(of))[1];
  const sends = ratios((turn) => turn.sendsPerSecond);
  const costs = ratios((turn) => turn.microseconds);
  const cost = (turns: readonly Turn[]) => median(turns, (turn) => turn.microseconds).toFixed(1);
  const behind = Math.max(...on.map(({ behindSeconds }) => behindSeconds));
  const taken = [...on, ...off].map(({ takenPart }) => Math.round(takenPart * 100));
  return {
    id: 'P2 search',
    measure: `messages/s of P2 with the index of search, median of ${on.length} pairs of turns${left > 0 ? `, without ${left} in which the host took more than a tenth of the processors` : ''} (half of them ${spread(sends)}; processor ${costs[1].toFixed(3)} ×, half ${spread(costs)}: ${cost(on)} µs a message with all of it indexed, ${cost(off)} µs without; behind by ${behind.toFixed(2)} s at most; the host took ${Math.min(...taken)} to ${Math.max(...taken)} % of the processors)`,
    value: thousands(median(on, (turn) => turn.sendsPerSecond)),
    peer: `${thousands(median(off, (turn) => turn.sendsPerSecond))} (without the index)`,
    ratio: `${sends[1].toFixed(2)} ×`,
    goal: '≥ 0.95 ×',
    isMet: sends[1] >= 0.95,
  };
}

const spread = ([low, , high]: readonly [number, number, number]): string =>
  `${low.toFixed(3)} to ${high.toFixed(3)}`;

/** The lower quartile, the median and the upper one. */
function quartiles(values: readonly number[]): [number, number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => {
    const place = (sorted.length - 1) * part;
    const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
    return below + (above - below) * (place % 1);
  };
  return [at(0.25), at(0.5), at(0.75)];
}
