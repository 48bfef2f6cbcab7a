import type { Job } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { unusedCollect } from '../services/unused-collect.ts';

export const collectUnused = (deps: Pick<Deps, 'db' | 'storage' | 'broker' | 'config'>): Job => ({
  name: 'collect-unused',
  cron: '*/15 * * * *',
  run: () => unusedCollect(deps),
});
