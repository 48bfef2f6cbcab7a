import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SplitWorld } from '@bridges/dev-env/split-world';
import { createLogger, startEmbeddedPostgres } from '@bridges/kit';

/** One world of separate services for all scenarios, which know it by its address alone. */
export default async function setup(): Promise<() => Promise<void>> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'bridges-split-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: createLogger({ level: 'error' }),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' },
  });
  stack.defer(() => postgres.stop());
  const serviceKey = `bsk_${randomBytes(32).toString('hex')}`;
  const world = await SplitWorld.start(postgres.connectionString('postgres'), {
    env: { SERVICE_KEYS: `scenarios:${serviceKey}` },
  });
  stack.use(world);
  process.env['BRIDGES_URL'] = world.url;
  process.env['BRIDGES_SERVICE_KEY'] = serviceKey;
  const kept = stack.move();
  return () => kept.disposeAsync();
}
