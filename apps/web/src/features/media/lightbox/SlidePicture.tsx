import type { Attachment } from '@bridges/sdk';
import { useState } from 'react';
import { useT } from '../../../i18n/language.ts';
import { fileUrl } from '../show/media-item.ts';
import styles from './Lightbox.module.css';

interface Props {
  attachment: Attachment;
  view: { scale: number; x: number; y: number };
}

/** One picture at the size it will have, before it has loaded: first blurred, then as it was in the message. */
export function SlidePicture({ attachment, view }: Props) {
  const t = useT();
  const [isBroken, setBroken] = useState(false);
  const [isLoaded, setLoaded] = useState(false);
  const { fileId, kind, width, height, type, hasThumbnail, blur, name, isAnimated } = attachment;
  const url = fileUrl(fileId);
  const ratio = width && height ? width / height : 4 / 3;
  // As large as the window lets it be, and not larger than it is.
  const place = {
    aspectRatio: String(ratio),
    width: `min(100%, calc((100dvh - 128px) * ${ratio})${width ? `, ${Math.max(width, 240)}px` : ''})`,
  };
  if (isBroken) return <p className={styles.broken}>{t('media.broken')}</p>;
  if (kind === 'video') {
    return (
      <video
        className={styles.film}
        style={place}
        src={url}
        controls
        autoPlay
        poster={hasThumbnail ? `${url}/thumbnail?size=1280` : undefined}
        playsInline
        aria-label={name}
        onError={() => setBroken(true)}
      />
    );
  }
  const isMoving = isAnimated ?? type === 'image/gif';
  const isSafeLarge = hasThumbnail && !isMoving && view.scale === 1;
  return (
    <span
      className={styles.picture}
      style={{ ...place, transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
    >
      {blur !== null && !isLoaded && <img className={styles.blur} src={blur} alt="" />}
      <img
        className={styles.sharp}
        src={isSafeLarge ? `${url}/thumbnail?size=1280` : url}
        alt={name}
        draggable={false}
        onLoad={() => setLoaded(true)}
        onError={() => setBroken(true)}
      />
    </span>
  );
}
