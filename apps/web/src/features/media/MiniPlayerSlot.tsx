import { Suspense, lazy } from 'react';
import { usePlayer } from './play/player-store.ts';

const MiniPlayer = lazy(async () => ({ default: (await import('./play/MiniPlayer.tsx')).MiniPlayer }));

/** Over the conversation, while something plays. */
export function MiniPlayerSlot() {
  const hasTrack = usePlayer(({ track }) => track !== null);
  return hasTrack ? (
    <Suspense fallback={null}>
      <MiniPlayer />
    </Suspense>
  ) : null;
}
