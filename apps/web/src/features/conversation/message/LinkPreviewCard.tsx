import type { LinkPreview } from '@bridges/contracts';
import { safeUrl } from '@bridges/contracts/markdown';
import { X } from 'lucide-react';
import { useT } from '../../../i18n/language.ts';
import styles from './LinkPreviewCard.module.css';

interface Props {
  preview: LinkPreview;
  /** Given to the sender: takes the card away for everyone. */
  onRemove: (() => void) | null;
}

/** What the server found behind the first link. Its picture comes from our server too. */
export function LinkPreviewCard({ preview, onRemove }: Props) {
  const t = useT();
  const { image } = preview;
  const href = safeUrl(preview.url);
  if (href === null) return null;
  const isWide =
    image?.width != null && image.height != null && image.width > 300 && image.width > image.height;
  return (
    <div className={styles.card} data-wide={isWide || undefined}>
      <a href={href} target="_blank" rel="noopener noreferrer nofollow" className={styles.link}>
        <span className={styles.words}>
          <span className={styles.site}>{preview.siteName || new URL(href).hostname}</span>
          {preview.title && <bdi className={styles.title}>{preview.title}</bdi>}
          {preview.description && <bdi className={styles.description}>{preview.description}</bdi>}
        </span>
        {image && (
          <img
            className={styles.image}
            src={`/api/files/${image.fileId}${image.hasThumbnail ? `/thumbnail?size=${isWide ? 1280 : 320}` : ''}`}
            width={image.width ?? 80}
            height={image.height ?? 80}
            alt=""
            loading="lazy"
          />
        )}
      </a>
      {onRemove && (
        <button
          type="button"
          className={styles.remove}
          data-small=""
          aria-label={t('message.removePreview')}
          title={t('message.removePreview')}
          onClick={onRemove}
        >
          <X size={15} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
