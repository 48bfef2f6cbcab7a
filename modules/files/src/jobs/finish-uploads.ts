import type { Job } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { uploadsResume } from '../services/uploads-resume.ts';

export const finishUploads = (deps: Pick<Deps, 'db' | 'storage' | 'pictures' | 'broker' | 'log'>): Job => ({
  name: 'finish-uploads',
  cron: '* * * * *',
  run: () => uploadsResume(deps),
});
