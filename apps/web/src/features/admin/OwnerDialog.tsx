import type { AdminGroup } from '@bridges/contracts';
import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { userName } from '../../store/chat-title.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import dialogStyles from '../../ui/Dialog.module.css';
import { Field } from '../../ui/Field.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { SearchBox } from './Filters.tsx';
import { listMembers, setOwner } from './group-calls.ts';
import styles from './Lists.module.css';
import { useAct } from './use-act.ts';
import { useWords } from './words/use-words.ts';

interface Props {
  group: AdminGroup;
  onChanged: () => void;
  onClose: () => void;
}

/** Chooses which member a group without an owner is handed to. */
export function OwnerDialog({ group, onChanged, onClose }: Props) {
  const t = useT();
  const words = useWords();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const { pages } = usePages(
    search,
    async () => ({ ...(await listMembers(group.chatId, search)), nextCursor: null }),
    { isTyped: search !== '', keepsOld: true },
  );
  const { act } = useAct(onChanged);
  const people = (pages[0]?.users ?? []).filter(({ isDeactivated }) => !isDeactivated);
  const picked = people.find(({ id }) => id === chosen);
  return (
    <Dialog title={words('setOwnerAsk', { name: group.title })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!picked) return;
          onClose();
          void act('owner', async () => {
            await setOwner(group.chatId, picked.id, reason.trim());
            return words('ownerSet', { name: userName(picked, t) });
          });
        }}
      >
        <p className={dialogStyles.text}>{words('setOwnerHint')}</p>
        <div className={styles.reason}>
          <SearchBox label={words('memberSearch')} value={search} onChange={setSearch} />
        </div>
        <ul className={styles.options} aria-label={words('members')}>
          {people.map((user) => (
            <li key={user.id}>
              <label className={styles.option}>
                <input
                  type="radio"
                  name="owner"
                  checked={user.id === chosen}
                  onChange={() => setChosen(user.id)}
                />
                <bdi>{userName(user, t)}</bdi>
                <span className={styles.under}>@{user.username}</span>
              </label>
            </li>
          ))}
        </ul>
        <Field
          label={words('reasonIfAny')}
          value={reason}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
        <div className={dialogStyles.actions}>
          <Button look="plain" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" disabled={!picked}>
            {words('setOwner')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
