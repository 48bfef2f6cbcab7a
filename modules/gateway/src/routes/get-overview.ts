import { gatewayOverview } from '@bridges/contracts';
import { refusals } from '@bridges/kit';
import type { HttpApp, Presence } from '@bridges/kit';

export function getGatewayOverview(app: HttpApp, presence: Pick<Presence, 'count'>): void {
  app.get(
    '/api/admin/overview/gateway',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['administration'],
        operationId: 'getGatewayOverview',
        summary: 'How many people are online',
        response: { 200: gatewayOverview, ...refusals(401, 403) },
      },
    },
    async () => ({ asOf: new Date().toISOString(), online: (await presence.count()) ?? null }),
  );
}
