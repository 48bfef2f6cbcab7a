import { ImageOff, Play } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../../i18n/language.ts';
import { lazyPart } from '../../problems/lazy-part.ts';
import { Part } from '../../problems/Part.tsx';
import { stopPlaying } from '../play/player-calls.ts';
import { usePlayer } from '../play/player-store.ts';
import { clock } from './file-size.ts';
import styles from './MediaTile.module.css';
import { pictureUrl, stillUrl } from './media-item.ts';
import type { MediaItem } from './media-item.ts';
import { UploadRing } from './UploadRing.tsx';

const VideoPlace = lazyPart(async () => (await import('../play/VideoPlace.tsx')).VideoPlace);

interface Props {
  item: MediaItem;
  /** About how wide it is shown, in pixels. */
  shownWidth: number;
  number: number;
  count: number;
  onOpen: (() => void) | null;
}

/** A picture or film of a message. Its place is kept by whoever lays it out, so nothing moves when it loads. */
export function MediaTile({ item, shownWidth, number, count, onOpen }: Props) {
  const t = useT();
  const [isLoaded, setLoaded] = useState(item.local !== null && item.kind === 'image');
  const [isBroken, setBroken] = useState(false);
  const isPlaying = usePlayer(({ track }) => track?.kind === 'video' && track.fileId === item.fileId);
  const isVideo = item.kind === 'video';
  const still = stillUrl(item, shownWidth);
  const isOnItsWay = item.upload !== null && item.upload.status !== 'done';
  const label = isVideo
    ? t('media.openVideo', { name: item.name })
    : count > 1
      ? t('media.photoOf', { number: String(number), count })
      : t('media.openPhoto', { name: item.name });
  if (isPlaying && item.fileId !== null && !isOnItsWay) {
    return (
      <Part onFail={() => void stopPlaying()}>
        <VideoPlace />
      </Part>
    );
  }
  return (
    <>
      <button
        type="button"
        className={styles.tile}
        aria-label={label}
        disabled={onOpen === null}
        data-file={item.fileId ?? undefined}
        onClick={onOpen ?? undefined}
      >
        {item.blur !== null && !isLoaded && <img className={styles.blur} src={item.blur} alt="" />}
        {isBroken ? (
          <ImageOff className={styles.broken} size={28} aria-hidden="true" />
        ) : isVideo && still === null ? (
          <video
            className={styles.picture}
            src={`${item.url}#t=0.1`}
            preload="metadata"
            muted
            playsInline
            tabIndex={-1}
            onLoadedData={() => setLoaded(true)}
            onError={() => setBroken(true)}
          />
        ) : (
          <img
            className={styles.picture}
            data-loaded={isLoaded || undefined}
            src={still ?? pictureUrl(item, shownWidth)}
            alt=""
            decoding="async"
            draggable={false}
            onLoad={() => setLoaded(true)}
            onError={() => setBroken(true)}
          />
        )}
        {isVideo && !isOnItsWay && (
          <span className={styles.play}>
            <Play size={26} fill="currentColor" aria-hidden="true" />
          </span>
        )}
        {isVideo && item.durationMs !== null && <span className={styles.mark}>{clock(item.durationMs)}</span>}
        {item.isAnimated && <span className={styles.mark}>{t('media.gif')}</span>}
      </button>
      {isOnItsWay && item.upload && (
        <span className={styles.progress}>
          <UploadRing upload={item.upload} />
        </span>
      )}
    </>
  );
}
