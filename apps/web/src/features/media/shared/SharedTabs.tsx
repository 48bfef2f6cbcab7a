import type { AttachmentListKind } from '@bridges/sdk';
import { useEffect, useId, useRef, useState } from 'react';
import { useT } from '../../../i18n/language.ts';
import { Button } from '../../../ui/Button.tsx';
import { SharedFiles } from './SharedFiles.tsx';
import { SharedLinks } from './SharedLinks.tsx';
import { SharedMedia } from './SharedMedia.tsx';
import styles from './SharedTabs.module.css';
import { useShared } from './use-shared.ts';

const kinds = ['media', 'files', 'links', 'voice'] as const satisfies readonly AttachmentListKind[];

/** What was shared in a chat: pictures, files, links, voice. */
export function SharedTabs({ chatId }: { chatId: string }) {
  const t = useT();
  const id = useId();
  const [kind, setKind] = useState<AttachmentListKind>('media');
  return (
    <section className={styles.shared} aria-label={t('media.shared')}>
      <div
        className={styles.tabs}
        role="tablist"
        onKeyDown={(event) => {
          const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
          if (step === undefined) return;
          event.preventDefault();
          const to = kinds[(kinds.indexOf(kind) + step + kinds.length) % kinds.length];
          if (!to) return;
          setKind(to);
          document.getElementById(`${id}-${to}`)?.focus();
        }}
      >
        {kinds.map((one) => (
          <button
            key={one}
            id={`${id}-${one}`}
            type="button"
            role="tab"
            className={styles.tab}
            aria-selected={one === kind}
            aria-controls={`${id}-panel`}
            tabIndex={one === kind ? 0 : -1}
            onClick={() => setKind(one)}
          >
            {t(`media.tab_${one}`)}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${kind}`}>
        <Panel key={kind} chatId={chatId} kind={kind} />
      </div>
    </section>
  );
}

function Panel({ chatId, kind }: { chatId: string; kind: AttachmentListKind }) {
  const t = useT();
  const { messages, hasFailed, loadMore, retry } = useShared(chatId, kind);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!end.current) return undefined;
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && loadMore(), {
      rootMargin: '400px',
    });
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [loadMore, messages]);
  if (hasFailed && !messages) {
    return (
      <div className={styles.empty} role="alert">
        <p>{t('error.network')}</p>
        <Button look="tinted" onClick={retry}>
          {t('act.tryAgain')}
        </Button>
      </div>
    );
  }
  if (!messages) return <div className={styles.skeleton} aria-hidden="true" />;
  if (messages.length === 0) return <p className={styles.empty}>{t(`media.none_${kind}`)}</p>;
  return (
    <>
      {kind === 'media' ? (
        <SharedMedia messages={messages} />
      ) : kind === 'links' ? (
        <SharedLinks messages={messages} />
      ) : (
        <SharedFiles messages={messages} kind={kind} />
      )}
      <div ref={end} />
    </>
  );
}
