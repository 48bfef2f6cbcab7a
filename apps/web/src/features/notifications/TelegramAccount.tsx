import type { TelegramState } from '@bridges/sdk';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { errorText } from '../../store/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { toast } from '../../ui/toasts.ts';
import { lazyPart } from '../problems/lazy-part.ts';
import { Part } from '../problems/Part.tsx';
import styles from './Notifications.module.css';
import { useWords } from './words/use-words.ts';

const TelegramDialog = lazyPart(async () => (await import('./TelegramDialog.tsx')).TelegramDialog);

/** Which Telegram is mine, and how to link one or to end that. */
export function TelegramAccount({ onChange }: { onChange: () => void }) {
  const t = useT();
  const words = useWords();
  const [state, setState] = useState<TelegramState | null>(null);
  const [open, setOpen] = useState<'link' | 'unlink' | null>(null);
  useEffect(() => {
    client.rest.telegram.get().then(setState, () => undefined);
  }, []);
  const link = state?.link ?? null;
  const unlink = async () => {
    try {
      await client.rest.telegram.unlink();
      setState((before) => before && { ...before, link: null });
      toast(words('unlinked'));
      onChange();
    } catch (error) {
      toast(errorText(error, t));
    }
  };
  return (
    <>
      <p className={styles.hint}>
        {!link && words('telegramHint')}
        {link && words(link.isBlocked ? 'telegramBlocked' : 'telegramLinked', { name: nameOf(link) })}
      </p>
      {state && (
        <div className={styles.acts}>
          {link ? (
            <Button look="danger" onClick={() => setOpen('unlink')}>
              {words('unlink')}
            </Button>
          ) : (
            <Button look="tinted" onClick={() => setOpen('link')}>
              {words('link')}
            </Button>
          )}
        </div>
      )}
      {open === 'link' && (
        <Part onFail={() => setOpen(null)}>
          <TelegramDialog
            onClose={() => setOpen(null)}
            onLinked={(linked) => {
              setState(linked);
              setOpen(null);
              toast(words('linkDone'));
              onChange();
            }}
          />
        </Part>
      )}
      {open === 'unlink' && (
        <Confirm
          title={words('unlinkTitle')}
          text={words('unlinkHint')}
          act={words('unlink')}
          onConfirm={() => void unlink()}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

const nameOf = ({ name, username }: NonNullable<TelegramState['link']>): string =>
  username === null ? name : `${name} (@${username})`;
