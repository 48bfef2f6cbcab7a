import type { Job } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { previewAttach } from '../services/preview-attach.ts';
import type { LinkInMessage } from '../services/preview-attach.ts';
import type { PreviewDeps } from '../services/preview-find.ts';
import { previewJob } from '../services/preview-plan.ts';

export const attachPreview = (deps: PreviewDeps & Pick<Deps, 'messages'>): Job => ({
  name: previewJob,
  maxAttempts: 5,
  run: (payload) => previewAttach(deps, payload as LinkInMessage),
});
