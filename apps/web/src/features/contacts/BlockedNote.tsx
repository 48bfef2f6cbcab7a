import { useT } from '../../i18n/language.ts';
import { userName } from '../../store/chat-title.ts';
import { useUser } from '../../store/selectors.ts';
import { Button } from '../../ui/Button.tsx';
import { contactActs } from './contact-acts.ts';
import styles from './Contacts.module.css';
import { useRelation } from './use-relation.ts';

/** In place of the composer where I may not write to the other one: by my own block, which can be lifted here, or not. */
export function BlockedNote({ peerId }: { peerId: string }) {
  const t = useT();
  const user = useUser(peerId);
  const relation = useRelation(peerId);
  const name = userName(user, t);
  if (!relation?.isBlocked) return <>{t('composer.cannotWrite')}</>;
  return (
    <span className={styles.blocked}>
      {t('contacts.youBlocked', { name })}
      <Button look="plain" onClick={() => void contactActs.unblock(peerId, name)}>
        {t('contacts.unblock')}
      </Button>
    </span>
  );
}
