import { X } from 'lucide-react';
import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useT } from '../../../i18n/language.ts';
import { errorCodeText } from '../../../store/error-text.ts';
import { FileRow } from '../show/FileRow.tsx';
import { fromUpload } from '../show/media-item.ts';
import { UploadRing } from '../show/UploadRing.tsx';
import { changeAsFile, moveFile, removeFile } from './engine.ts';
import styles from './Tray.module.css';
import { albumSize, useUploads } from './uploads.ts';
import type { Upload } from './uploads.ts';

/** Files that go with what is written: seen at once, in the order of sending. */
export function Tray({ chatId }: { chatId: string }) {
  const t = useT();
  const dragged = useRef<string | null>(null);
  const uploads = useUploads(
    useShallow(({ trays, byId }) => (trays[chatId] ?? []).flatMap((id) => byId[id] ?? [])),
  );
  const refused = uploads.find(({ code }) => code !== null);
  // What is not here can't be uploaded another way.
  const canChange =
    uploads.some(({ type }) => /^(image|video)\//.test(type)) && uploads.every(({ blob }) => blob !== null);
  const isAllFiles = uploads.every(({ kind }) => kind === 'file');
  const onKeyDown = (event: KeyboardEvent, { id }: Upload) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const at = uploads.findIndex((one) => one.id === id);
    const toward = step === undefined ? undefined : uploads[at + step];
    if (event.key === 'Delete' || event.key === 'Backspace') removeFile(id);
    else if (event.shiftKey && toward) moveFile(id, toward.id);
    else return;
    event.preventDefault();
  };
  return (
    <section className={styles.tray} aria-label={t('media.tray')}>
      <ul className={styles.items}>
        {uploads.map((upload) => (
          <li
            key={upload.id}
            className={styles.item}
            data-kind={upload.url === null ? 'file' : 'shown'}
            data-status={upload.status}
            aria-label={t('media.moveHint', { name: upload.name })}
            tabIndex={0}
            draggable
            onKeyDown={(event) => onKeyDown(event, upload)}
            onDragStart={() => (dragged.current = upload.id)}
            onDragEnd={() => (dragged.current = null)}
            onDragEnter={() => {
              if (dragged.current !== null && dragged.current !== upload.id)
                moveFile(dragged.current, upload.id);
            }}
          >
            <TrayPicture upload={upload} />
            <button
              type="button"
              className={styles.remove}
              data-small=""
              aria-label={t('media.remove', { name: upload.name })}
              title={t('media.remove', { name: upload.name })}
              onClick={() => removeFile(upload.id)}
            >
              <X size={14} strokeWidth={3} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {canChange && (
        <label className={styles.option}>
          <input
            type="checkbox"
            checked={isAllFiles}
            onChange={({ currentTarget }) => void changeAsFile(chatId, currentTarget.checked)}
          />
          {t('media.asFile')}
        </label>
      )}
      {uploads.length > albumSize && (
        <p className={styles.note}>{t('media.album', { count: Math.ceil(uploads.length / albumSize) })}</p>
      )}
      {refused?.code && (
        <p className={styles.problem} role="alert">
          {refused.name}: {errorCodeText(refused.code, t)}
        </p>
      )}
    </section>
  );
}

function TrayPicture({ upload }: { upload: Upload }) {
  const { kind, url, status, blob } = upload;
  if (url === null) return <FileRow item={fromUpload(upload)} />;
  return (
    <>
      {kind === 'video' && blob !== null ? (
        <video className={styles.picture} src={`${url}#t=0.1`} muted preload="metadata" />
      ) : (
        <img className={styles.picture} src={url} alt="" draggable={false} />
      )}
      {status !== 'done' && (
        <span className={styles.progress}>
          <UploadRing upload={upload} />
        </span>
      )}
    </>
  );
}
