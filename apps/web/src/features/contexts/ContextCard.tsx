import type { Chat } from '@bridges/sdk';
import { ChevronDown, ExternalLink, Package } from 'lucide-react';
import { useId, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './ContextCard.module.css';

/** What a chat is about, kept current by the service that owns the thing; nothing in other chats. */
export function ContextCard({ chat }: { chat: Pick<Chat, 'group'> }) {
  const t = useT();
  const fieldsId = useId();
  const [isOpen, setOpen] = useState(false);
  const card = chat.group?.card;
  if (!card) return null;
  const { title, status, price, link, fields = [] } = card;
  const state = chat.group?.state ?? 'open';
  const picture = card.pictureFileId ? `/api/files/${card.pictureFileId}/thumbnail` : null;
  return (
    <section className={styles.card} aria-label={t('context.card')}>
      <div className={styles.line}>
        {picture ? (
          <img className={styles.picture} src={picture} alt="" width={44} height={44} />
        ) : (
          <span className={styles.icon}>
            <Package size={22} aria-hidden="true" />
          </span>
        )}
        <div className={styles.text}>
          <p className={styles.title}>
            <bdi>{title}</bdi>
          </p>
          <p className={styles.about}>
            {state !== 'open' && (
              <span className={styles.status} data-over="">
                {t(state === 'closed' ? 'context.closed' : 'context.readOnly')}
              </span>
            )}
            {status && (
              <bdi className={styles.status} data-over={state === 'closed' || undefined}>
                {status}
              </bdi>
            )}
            {price && <bdi className={styles.price}>{price}</bdi>}
          </p>
        </div>
        {link && (
          <a
            className={styles.link}
            data-small=""
            href={link}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={t('context.open')}
          >
            <span>{t('context.open')}</span>
            <ExternalLink size={17} aria-hidden="true" />
          </a>
        )}
        {fields.length > 0 && (
          <IconButton
            icon={ChevronDown}
            label={t(isOpen ? 'context.less' : 'context.more')}
            className={styles.toggle}
            aria-expanded={isOpen}
            aria-controls={fieldsId}
            onClick={() => setOpen(!isOpen)}
          />
        )}
      </div>
      {isOpen && (
        <dl id={fieldsId} className={styles.fields}>
          {fields.map(({ label, value }, at) => (
            // Two fields may have one label.
            <Pair key={`${at} ${label}`} label={label} value={value} />
          ))}
        </dl>
      )}
    </section>
  );
}

function Pair({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt dir="auto">{label}</dt>
      <dd dir="auto">{value}</dd>
    </>
  );
}
