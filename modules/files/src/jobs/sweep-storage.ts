import type { Job } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { storageSweep } from '../services/storage-sweep.ts';

export const sweepStorage = (deps: Pick<Deps, 'db' | 'storage' | 'log'>): Job => ({
  name: 'sweep-storage',
  cron: '37 4 * * *',
  run: () => storageSweep(deps),
});
