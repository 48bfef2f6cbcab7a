import type { PublicUser, Relation } from '@bridges/sdk';
import { Ban, UserCheck, UserMinus, UserPlus, UserX, X } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import type { Translate } from '../../i18n/translate.ts';
import { userName } from '../../store/chat-title.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { ActRow } from '../info/ActRow.tsx';
import { contactActs } from './contact-acts.ts';
import styles from './Contacts.module.css';
import { useRelation } from './use-relation.ts';

interface Action {
  label: string;
  icon: LucideIcon;
  isDanger?: boolean;
  run: () => void;
}

/** What can be done about a person: contacts, and blocking. */
export function PersonActions({ user }: { user: PublicUser }) {
  const t = useT();
  const relation = useRelation(user.id);
  const [asked, setAsked] = useState<'remove' | 'block' | null>(null);
  const name = userName(user, t);
  if (!relation) return null;
  const actions = actionsFor(relation, name, t, setAsked);
  return (
    <section className={styles.actions} aria-label={t('contacts.title')}>
      {relation.state === 'received' && <p className={styles.asks}>{t('contacts.asksYou', { name })}</p>}
      {actions.map(({ label, icon, isDanger = false, run }) => (
        <ActRow key={label} icon={icon} text={label} isDanger={isDanger} onClick={run} />
      ))}
      {asked === 'remove' && (
        <Confirm
          title={t('contacts.removeTitle', { name })}
          text={t('contacts.removeHint')}
          act={t('contacts.removeAct')}
          onConfirm={() => void contactActs.remove(user.id)}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'block' && (
        <Confirm
          title={t('contacts.blockTitle', { name })}
          text={t('contacts.blockHint')}
          act={t('contacts.block')}
          onConfirm={() => void contactActs.block(user.id, name)}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

function actionsFor(
  { userId, state, isBlocked }: Relation,
  name: string,
  t: Translate,
  ask: (what: 'remove' | 'block') => void,
): Action[] {
  if (isBlocked) {
    return [{ label: t('contacts.unblock'), icon: Ban, run: () => void contactActs.unblock(userId, name) }];
  }
  const block: Action = { label: t('contacts.block'), icon: Ban, isDanger: true, run: () => ask('block') };
  if (state === 'contact') {
    return [{ label: t('contacts.remove'), icon: UserMinus, run: () => ask('remove') }, block];
  }
  if (state === 'sent') {
    return [{ label: t('contacts.cancel'), icon: UserX, run: () => void contactActs.cancel(userId) }, block];
  }
  if (state === 'received') {
    return [
      { label: t('contacts.accept'), icon: UserCheck, run: () => void contactActs.accept(userId, name) },
      { label: t('contacts.decline'), icon: X, run: () => void contactActs.decline(userId) },
      block,
    ];
  }
  return [{ label: t('contacts.add'), icon: UserPlus, run: () => void contactActs.add(userId, name) }, block];
}
