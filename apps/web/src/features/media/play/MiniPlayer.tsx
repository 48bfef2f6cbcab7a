import { Pause, Play, X } from 'lucide-react';
import { useLocation } from 'wouter';
import { useT } from '../../../i18n/language.ts';
import { routes } from '../../../routes/routes.ts';
import { userName } from '../../../store/chat-title.ts';
import { useUser } from '../../../store/selectors.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { clock } from '../show/file-size.ts';
import styles from './MiniPlayer.module.css';
import { nextRate, seek, stop, toggle } from './player.ts';
import { usePlayer } from './player-store.ts';
import { SeekBar } from './SeekBar.tsx';
import { VideoPlace } from './VideoPlace.tsx';

/** What plays, wherever one goes. */
export function MiniPlayer() {
  const t = useT();
  const [, navigate] = useLocation();
  const { track, isPlaying, atMs, durationMs, rate, isInPlace } = usePlayer();
  const sender = useUser(track?.senderId ?? null);
  if (!track) return null;
  const isVideo = track.kind === 'video';
  if (isVideo && isInPlace) return null;
  const goToMessage = () => navigate(routes.message(track.chatId, track.seq));
  if (isVideo) {
    return (
      <div className={styles.film} style={{ aspectRatio: `${track.width ?? 16} / ${track.height ?? 9}` }}>
        <VideoPlace isMini />
        <IconButton icon={X} label={t('media.stop')} className={styles.close} onClick={stop} />
      </div>
    );
  }
  return (
    <section className={styles.bar} aria-label={t('media.play')}>
      <IconButton
        icon={isPlaying ? Pause : Play}
        label={t(isPlaying ? 'media.pause' : 'media.play')}
        onClick={() => void toggle(track)}
      />
      <button type="button" className={styles.about} title={t('media.toMessage')} onClick={goToMessage}>
        <bdi className={styles.title}>{track.kind === 'voice' ? userName(sender, t) : track.name}</bdi>
        <span className={styles.time}>
          {track.kind === 'voice' && `${t('media.voice')} · `}
          {clock(atMs)} / {clock(durationMs)}
        </span>
      </button>
      <button
        type="button"
        className={styles.rate}
        aria-label={t('media.speed', { rate: String(rate) })}
        onClick={nextRate}
      >
        {rate}×
      </button>
      <IconButton icon={X} label={t('media.stop')} onClick={stop} />
      <SeekBar className={styles.seek} atMs={atMs} lengthMs={durationMs} isEnabled onSeek={seek}>
        {(part) => <i className={styles.progress} style={{ width: `${part * 100}%` }} />}
      </SeekBar>
    </section>
  );
}
