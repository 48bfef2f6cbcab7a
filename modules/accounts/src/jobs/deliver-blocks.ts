import type { Job } from '@bridges/kit';
import type { Deps } from '../deps.ts';

/** Once a minute: blocks that messages had not confirmed, e.g. after a crash between commit and call. */
export const deliverBlocks = ({ blockDelivery }: Pick<Deps, 'blockDelivery'>): Job => ({
  name: 'deliver-blocks',
  cron: '* * * * *',
  run: () => blockDelivery.deliverAll(),
});
