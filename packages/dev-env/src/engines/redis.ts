import { connect } from 'node:net';
import { Engine } from './engine.ts';
import { freePort } from './free-port.ts';

export interface RedisEngine {
  engine: Engine;
  url: string;
}

/** A Redis of its own, without persistence. */
export async function startRedis(): Promise<RedisEngine> {
  const port = await freePort();
  const engine = await Engine.start({
    name: 'redis',
    command: 'redis-server',
    args: (folder) => [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
    ],
    isReady: () => answers(port),
  });
  return { engine, url: `redis://127.0.0.1:${port}` };
}

function answers(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1000, () => socket.destroy(new Error('Redis is silent')));
    socket.once('error', reject);
    socket.once('data', (data) => {
      socket.destroy();
      if (data.toString().startsWith('+PONG')) resolve();
      else reject(new Error('Redis is loading'));
    });
  });
}
