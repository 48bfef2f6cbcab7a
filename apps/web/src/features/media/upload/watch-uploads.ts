import { client } from '../../../realtime/client.ts';
import { onReconnect } from '../../../realtime/on-reconnect.ts';
import { untilItWorks } from '../../../realtime/until-it-works.ts';
import { keptUploads } from '../../../store/kept-uploads.ts';

const load = () => import('./engine.ts');

/** Goes on with the uploads of an earlier visit, once it is known whose they are. */
export function watchUploads(): void {
  const stop = client.subscribe(() => {
    if (client.getState().me === null || client.connection.status !== 'online') return;
    stop();
    const isHeld = Object.values(client.outbox).some((list) => list.some((entry) => entry.isHeld));
    void keptUploads.count().then((count) => {
      // Nobody asked for it: what does not come is not told. The messages say that they wait.
      if (isHeld || count > 0) untilItWorks(load, onReconnect);
    });
  });
}
