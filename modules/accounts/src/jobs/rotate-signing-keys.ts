import type { Job } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { signingKeyRotate } from '../services/signing-key-rotate.ts';

export const rotateSigningKeys = (deps: Deps, maxAgeDays: number): Job => ({
  name: 'rotate-signing-keys',
  cron: '47 * * * *',
  run: () => signingKeyRotate(deps, maxAgeDays),
});
