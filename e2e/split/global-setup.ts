import { randomBytes } from 'node:crypto';
import { freePort } from '@bridges/dev-env/free-port';
import { startPostgres } from '@bridges/dev-env/postgres';
import { SplitWorld } from '@bridges/dev-env/split-world';
import { testPassword } from '@bridges/dev-env/test-user';
import { outsideEnv } from '../scenarios/outside.ts';
import type { OutsidePorts } from '../scenarios/outside.ts';

const administrator = 'root@example.org';

/** One world of separate services for all scenarios, which know it by its address alone. */
export default async function setup(): Promise<() => Promise<void>> {
  await using stack = new AsyncDisposableStack();
  const postgres = stack.use(await startPostgres());
  const serviceKey = `bsk_${randomBytes(32).toString('hex')}`;
  const outside = await outsidePorts();
  const world = await SplitWorld.start(postgres.url, {
    env: {
      ADMIN_EMAIL: administrator,
      ADMIN_PASSWORD: testPassword,
      SERVICE_KEYS: `scenarios:${serviceKey}`,
      ...outsideEnv(outside),
    },
  });
  stack.use(world);
  process.env['BRIDGES_URL'] = world.url;
  process.env['BRIDGES_OUTSIDE_PORTS'] = Object.values(outside).join(',');
  process.env['BRIDGES_SERVICE_KEY'] = serviceKey;
  process.env['BRIDGES_ADMIN'] = administrator;
  const kept = stack.move();
  return () => kept.disposeAsync();
}

/** Where a scenario may start its push service, Telegram and mail server: the services know it from their start on. */
async function outsidePorts(): Promise<OutsidePorts> {
  const [push, telegram, mail] = await Promise.all([freePort(), freePort(), freePort()]);
  return { push, telegram, mail };
}
