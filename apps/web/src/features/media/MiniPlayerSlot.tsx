import { lazyPart } from '../problems/lazy-part.ts';
import { Part } from '../problems/Part.tsx';
import { usePlayer } from './play/player-store.ts';

const MiniPlayer = lazyPart(async () => (await import('./play/MiniPlayer.tsx')).MiniPlayer);

/** Over the conversation, while something plays. */
export function MiniPlayerSlot() {
  const hasTrack = usePlayer(({ track }) => track !== null);
  return hasTrack ? (
    <Part>
      <MiniPlayer />
    </Part>
  ) : null;
}
