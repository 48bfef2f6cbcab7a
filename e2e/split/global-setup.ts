import { randomBytes } from 'node:crypto';
import { startPostgres } from '@bridges/dev-env/postgres';
import { SplitWorld } from '@bridges/dev-env/split-world';

/** One world of separate services for all scenarios, which know it by its address alone. */
export default async function setup(): Promise<() => Promise<void>> {
  await using stack = new AsyncDisposableStack();
  const postgres = stack.use(await startPostgres());
  const serviceKey = `bsk_${randomBytes(32).toString('hex')}`;
  const world = await SplitWorld.start(postgres.url, {
    env: { SERVICE_KEYS: `scenarios:${serviceKey}` },
  });
  stack.use(world);
  process.env['BRIDGES_URL'] = world.url;
  process.env['BRIDGES_SERVICE_KEY'] = serviceKey;
  const kept = stack.move();
  return () => kept.disposeAsync();
}
