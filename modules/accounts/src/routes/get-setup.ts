import { setupState } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { setupNeeded } from '../selectors/setup-needed.ts';
import { refusals } from './responses.ts';

export function getSetup(app: HttpApp, deps: Deps): void {
  app.get(
    '/api/setup',
    {
      config: { access: 'public' },
      schema: {
        tags: ['setup'],
        summary: 'Is there no administrator yet, and are letters sent?',
        response: { 200: setupState, ...refusals() },
      },
    },
    async () => ({ isNeeded: await setupNeeded(deps.db), hasMail: deps.mailer.isConfigured }),
  );
}
