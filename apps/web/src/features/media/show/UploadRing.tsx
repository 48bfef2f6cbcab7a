import { RotateCw, X } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useT } from '../../../i18n/language.ts';
import { loadForAct } from '../../problems/tell-missing.ts';
import type { Upload } from '../upload/uploads.ts';
import styles from './UploadRing.module.css';

const engine = () => loadForAct(() => import('../upload/engine.ts'));
const queue = () => loadForAct(() => import('../upload/queue.ts'));
const length = 2 * Math.PI * 21;

/** How far a file got, with a way to stop it or to try again. */
export function UploadRing({ upload }: { upload: Upload }) {
  const t = useT();
  const { id, name, status, sentBytes, blob } = upload;
  const isFailed = status === 'failed';
  const part = status === 'done' ? 1 : Math.min(1, sentBytes / Math.max(1, blob?.size ?? 0));
  const percent = Math.round(part * 100);
  const act = (event: MouseEvent) => {
    event.stopPropagation();
    if (isFailed) void queue().then((loaded) => loaded?.retryFile(id));
    else void engine().then((loaded) => loaded?.removeFile(id));
  };
  const label = t(isFailed ? 'media.retry' : 'media.cancel', { name });
  return (
    <button
      type="button"
      className={styles.ring}
      data-failed={isFailed || undefined}
      aria-label={label}
      title={label}
      onClick={act}
    >
      {isFailed ? <RotateCw size={22} aria-hidden="true" /> : <X size={22} aria-hidden="true" />}
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <circle cx="24" cy="24" r="21" strokeDasharray={`${Math.max(0.04, part) * length} ${length}`} />
      </svg>
      <span
        className="visually-hidden"
        role="progressbar"
        aria-label={t('media.uploading', { name, percent: String(percent) })}
        aria-valuenow={percent}
      />
    </button>
  );
}
