import { useEffect, useRef } from 'react';
import { currentElement, resume } from './player.ts';
import { usePlayer } from './player-store.ts';
import styles from './VideoPlace.module.css';

/** Where the playing film is: in its message. When this goes, the mini-player takes over. */
export function VideoPlace({ isMini = false }: { isMini?: boolean }) {
  const ref = useRef<HTMLSpanElement>(null);
  const fileId = usePlayer(({ track }) => track?.fileId);
  useEffect(() => {
    const video = currentElement();
    const host = ref.current;
    if (!video || !host) return undefined;
    const wasPlaying = usePlayer.getState().isPlaying;
    host.append(video);
    // Moving an element stops it.
    if (wasPlaying) void resume();
    if (isMini) return undefined;
    usePlayer.setState({ isInPlace: true });
    return () => {
      usePlayer.setState({ isInPlace: false, isPlaying: !video.paused });
    };
  }, [fileId, isMini]);
  return <span ref={ref} className={styles.place} />;
}
