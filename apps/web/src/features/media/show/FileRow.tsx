import { Download, File, FileArchive, FileCode, FileImage, FileText, FileVideo, Music } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { createElement } from 'react';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { fileSize } from './file-size.ts';
import styles from './FileRow.module.css';
import type { MediaItem } from './media-item.ts';
import { UploadRing } from './UploadRing.tsx';

function iconOf({ type, name }: Pick<MediaItem, 'type' | 'name'>): LucideIcon {
  if (type.startsWith('image/')) return FileImage;
  if (type.startsWith('video/')) return FileVideo;
  if (type.startsWith('audio/')) return Music;
  if (/zip|tar|rar|7z|gzip/.test(type) || /\.(zip|t?gz|rar|7z|xz)$/i.test(name)) return FileArchive;
  if (/json|xml|javascript/.test(type) || /\.(js|ts|html?|css|py|go|rs|java|c|cpp)$/i.test(name))
    return FileCode;
  if (type.startsWith('text/') || /pdf|word|document|sheet/.test(type) || /\.(pdf|docx?|txt|md)$/i.test(name))
    return FileText;
  return File;
}

/** A file to download: what it is, how large. */
export function FileRow({ item }: { item: MediaItem }) {
  const t = useT();
  const language = useLanguage();
  const { upload, name } = item;
  // What it is stands at its end, which a long name would lose.
  const tail = name.length > 16 ? (/.{3}\.\w{1,5}$/u.exec(name)?.[0] ?? '') : '';
  const about = (
    <span className={styles.about}>
      <span className={styles.name} dir="auto" title={name}>
        <span className={styles.stem}>{name.slice(0, -tail.length || undefined)}</span>
        <span>{tail}</span>
      </span>
      <span className={styles.size}>{fileSize(item.size, language)}</span>
    </span>
  );
  if (upload && upload.status !== 'done') {
    return (
      <div className={styles.row}>
        <UploadRing upload={upload} />
        {about}
      </div>
    );
  }
  return (
    <a
      className={styles.row}
      href={`${item.url}?download=1`}
      download={name}
      aria-label={`${t('media.downloadOf', { name })}, ${fileSize(item.size, language)}`}
      data-file={item.fileId ?? undefined}
    >
      <span className={styles.icon}>
        <span className={styles.kind}>{createElement(iconOf(item), { size: 24, 'aria-hidden': true })}</span>
        <Download className={styles.get} size={24} aria-hidden="true" />
      </span>
      {about}
    </a>
  );
}
