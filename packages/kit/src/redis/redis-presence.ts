import { randomUUID } from 'node:crypto';
import type { Presence } from '../presence.ts';
import type { RedisConnection } from './redis-connection.ts';

/** A process that did not say so again for this long has died with its sockets. */
const lifeMs = 30_000;
const beatMs = 10_000;

// A user's set holds the processes where she has sockets, each until a time; one more set holds all users, to be
// counted. KEYS: her set, all. ARGV: process, now, until, user.
const enter = `
  redis.call('zremrangebyscore', KEYS[1], '-inf', ARGV[2])
  local before = redis.call('zcard', KEYS[1])
  redis.call('zadd', KEYS[1], ARGV[3], ARGV[1])
  redis.call('pexpireat', KEYS[1], ARGV[3])
  redis.call('zadd', KEYS[2], 'GT', ARGV[3], ARGV[4])
  redis.call('zremrangebyscore', KEYS[2], '-inf', ARGV[2])
  return before`;
const leave = `
  redis.call('zremrangebyscore', KEYS[1], '-inf', ARGV[2])
  redis.call('zrem', KEYS[1], ARGV[1])
  local left = redis.call('zcard', KEYS[1])
  if left == 0 then redis.call('zrem', KEYS[2], ARGV[4]) end
  return left`;

/** Who is online over all copies. While Redis is away each copy knows its own sockets. */
export class RedisPresence implements Presence {
  readonly #redis: RedisConnection;
  readonly #process = randomUUID();
  readonly #sockets = new Map<string, number>();
  readonly #beat: NodeJS.Timeout;
  readonly #offReady: () => void;

  constructor(redis: RedisConnection) {
    this.#redis = redis;
    this.#beat = setInterval(() => void this.#repeat(), beatMs).unref();
    // An emptied or restarted Redis has forgotten everybody.
    this.#offReady = redis.client.onReady(() => void this.#repeat());
  }

  async enter(userId: string): Promise<boolean> {
    const count = this.#sockets.get(userId) ?? 0;
    this.#sockets.set(userId, count + 1);
    if (count > 0) return false;
    return (await this.#run(enter, userId).catch(() => 0)) === 0;
  }

  async leave(userId: string): Promise<boolean> {
    const count = this.#sockets.get(userId) ?? 0;
    if (count > 1) this.#sockets.set(userId, count - 1);
    else this.#sockets.delete(userId);
    if (count !== 1) return false;
    return (await this.#run(leave, userId).catch(() => 0)) === 0;
  }

  async online(userIds: readonly string[]): Promise<string[]> {
    const known = userIds.map((userId) => this.#sockets.has(userId));
    const now = Date.now();
    const counts = await this.#redis
      .run((client) => Promise.all(userIds.map((id) => client.zCount(keyOf(id), `(${now}`, '+inf'))))
      .catch(() => []);
    return userIds.filter((_id, index) => known[index] === true || (counts[index] ?? 0) > 0);
  }

  async count(): Promise<number | undefined> {
    return this.#redis
      .run((client) => client.zCount(allKey, `(${Date.now()}`, '+inf'))
      .catch(() => undefined);
  }

  async close(): Promise<void> {
    clearInterval(this.#beat);
    this.#offReady();
    await Promise.all([...this.#sockets.keys()].map((id) => this.#run(leave, id).catch(() => 0)));
    this.#sockets.clear();
  }

  async #repeat(): Promise<void> {
    for (const userId of [...this.#sockets.keys()]) {
      try {
        await this.#run(enter, userId);
      } catch {
        return;
      }
    }
  }

  async #run(script: string, userId: string): Promise<number> {
    const now = Date.now();
    const args = [this.#process, String(now), String(now + lifeMs), userId];
    const answer = await this.#redis.run((client) =>
      client.eval(script, { keys: [keyOf(userId), allKey], arguments: args }),
    );
    return Number(answer);
  }
}

// All in one slot of a cluster: they change together.
const allKey = 'bridges:{presence}';
const keyOf = (userId: string) => `${allKey}:${userId}`;
