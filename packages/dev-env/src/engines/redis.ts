import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Engine } from './engine.ts';
import { freePort } from './free-port.ts';

export interface RedisEngine {
  engine: Engine;
  url: string;
  /** One command, in the plain form that Redis takes from people. */
  ask(command: string): Promise<string>;
}

/** A Redis of its own, without persistence. */
export async function startRedis(more: readonly string[] = []): Promise<RedisEngine> {
  const port = await freePort();
  const engine = await Engine.start({
    name: 'redis',
    command: 'redis-server',
    args: (folder) => [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
      ...more,
    ],
    isReady: () => answers(port),
  });
  return { engine, url: `redis://127.0.0.1:${port}`, ask: (command) => say(port, command) };
}

export interface RedisCluster extends AsyncDisposable {
  nodes: RedisEngine[];
  /** Two of the nodes: the third is found through them. */
  url: string;
}

const slots = 16_384;
const meetingMs = 60_000;

/** Three masters that share the slots. There are no replicas: what a node holds is away while it is. */
export async function startRedisCluster(): Promise<RedisCluster> {
  await using stack = new AsyncDisposableStack();
  const busPorts = await Promise.all([0, 1, 2].map(() => freePort()));
  const nodes: RedisEngine[] = [];
  for (const busPort of busPorts) {
    const node = await startRedis([
      ...['--cluster-enabled', 'yes', '--cluster-port', String(busPort), '--cluster-node-timeout', '5000'],
      ...['--cluster-require-full-coverage', 'no', '--cluster-announce-ip', '127.0.0.1'],
    ]);
    stack.use(node.engine);
    nodes.push(node);
  }
  const ports = nodes.map(({ url }) => Number(new URL(url).port));
  const [first = 0] = ports;
  for (const [index, port] of ports.entries()) {
    const [from, next] = [index, index + 1].map((share) => Math.floor((share * slots) / ports.length));
    await say(port, `CLUSTER ADDSLOTSRANGE ${from} ${(next ?? slots) - 1}`);
    await say(port, `CLUSTER SET-CONFIG-EPOCH ${index + 1}`);
    if (port !== first) await say(first, `CLUSTER MEET 127.0.0.1 ${port} ${busPorts[index]}`);
  }
  const until = Date.now() + meetingMs;
  for (const port of ports)
    while (!(await knowsAll(port, ports.length))) {
      if (Date.now() > until) throw new Error('the nodes of the Redis cluster never met');
      await pause(50);
    }
  const kept = stack.move();
  return {
    nodes,
    url: nodes
      .slice(0, 2)
      .map(({ url }) => url)
      .join(','),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function knowsAll(port: number, count: number): Promise<boolean> {
  const info = await say(port, 'CLUSTER INFO');
  return info.includes(`cluster_size:${count}`) && info.includes(`cluster_slots_ok:${slots}`);
}

async function answers(port: number): Promise<void> {
  if (!(await say(port, 'PING')).startsWith('+PONG')) throw new Error('Redis is loading');
}

/** One command, in the plain form that Redis takes from people. @throws what Redis refuses */
function say(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.setTimeout(1000, () => socket.destroy(new Error('Redis is silent')));
    socket.once('error', reject);
    socket.once('data', (data) => {
      socket.destroy();
      const answer = data.toString();
      if (answer.startsWith('-')) reject(new Error(`${command}: ${answer}`));
      else resolve(answer);
    });
  });
}
