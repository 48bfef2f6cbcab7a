import { useEffect, useRef } from 'react';
import { useT } from '../../../i18n/language.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import type { Offer } from './offer.ts';
import styles from './CompletionList.module.css';

export const completionListId = 'completions';
export const offerId = (at: number): string => `${completionListId}-${at}`;

interface Props {
  offers: readonly Offer[];
  /** Which one is marked; -1: none. */
  active: number;
  /** They are older than the text: others are on their way. */
  isStale: boolean;
  onTake: (offer: Offer) => void;
}

/** What can stand in place of what is being typed. The focus stays in the field. */
export function CompletionList({ offers, active, isStale, onTake }: Props) {
  const t = useT();
  const ref = useRef<HTMLUListElement>(null);
  useEffect(() => {
    ref.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active, offers]);
  return (
    <ul
      ref={ref}
      id={completionListId}
      className={styles.list}
      role="listbox"
      aria-label={t('composer.offers')}
      aria-busy={isStale}
    >
      {offers.map((offer, at) => (
        <li
          key={offer.key}
          id={offerId(at)}
          role="option"
          aria-selected={at === active}
          className={styles.offer}
          // Keeps the focus in the field.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(offer)}
        >
          {offer.picture && 'userId' in offer.picture && (
            <Avatar id={offer.picture.userId} name={offer.title} size={32} />
          )}
          {offer.picture && 'emoji' in offer.picture && (
            <span className={styles.emoji}>{offer.picture.emoji}</span>
          )}
          <bdi className={styles.title}>{offer.title}</bdi>
          <bdi className={styles.hint} data-outside={offer.isOutside || undefined}>
            {offer.hint}
          </bdi>
        </li>
      ))}
    </ul>
  );
}
