import { Link2, X } from 'lucide-react';
import { useT } from '../../../i18n/language.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useHasFiles } from '../../media/upload/uploads.ts';
import styles from './ComposerBar.module.css';
import { dropPreview, useLinkPreview } from './link-preview.ts';

interface Props {
  chatId: string;
  text: string;
}

/** Above the field: what readers will see of the link in it, and the way to send it without. */
export function LinkBar({ chatId, text }: Props) {
  const t = useT();
  const preview = useLinkPreview(chatId, text);
  // Files go without one.
  const hasFiles = useHasFiles(chatId);
  if (!preview || hasFiles) return null;
  return (
    <div className={styles.bar} role="group" aria-label={t('composer.preview')}>
      <Link2 className={styles.icon} size={22} aria-hidden="true" />
      <span className={styles.about}>
        <bdi className={styles.title}>{preview.siteName || new URL(preview.url).hostname}</bdi>
        <span className={styles.text} dir="auto">
          {preview.title || preview.description}
        </span>
      </span>
      <IconButton icon={X} label={t('message.removePreview')} onClick={() => dropPreview(chatId, text)} />
    </div>
  );
}
