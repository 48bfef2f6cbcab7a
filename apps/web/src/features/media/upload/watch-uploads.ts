import { client } from '../../../realtime/client.ts';
import { keptUploads } from '../../../store/kept-uploads.ts';

const load = () => import('./engine.ts');

/** Goes on with the uploads of an earlier visit, once it is known whose they are. */
export function watchUploads(): void {
  const stop = client.subscribe(() => {
    if (client.getState().me === null || client.connection.status !== 'online') return;
    stop();
    const isHeld = Object.values(client.outbox).some((list) => list.some((entry) => entry.isHeld));
    void keptUploads.count().then((count) => (isHeld || count > 0 ? load() : undefined));
  });
}
