import { X } from 'lucide-react';
import { useLanguage, useT } from '../../i18n/language.ts';
import { chatTitle, peerOf, userName } from '../../store/chat-title.ts';
import { useClientState, useUsers } from '../../store/selectors.ts';
import { chipText } from './chip-text.ts';
import type { Chip } from './filters.ts';
import { removeChip, useSearch } from './search-store.ts';
import styles from './SearchPanel.module.css';

interface Props {
  onRemove: () => void;
}

/** The filters that hold; each can be taken off. */
export function Chips({ onRemove }: Props) {
  const t = useT();
  const language = useLanguage();
  const chips = useSearch((search) => search.chips);
  const users = useUsers();
  const chats = useClientState((state) => state.chats);
  if (chips.length === 0) return null;
  // An address tells ids alone, and who writes a filter a username.
  const userOf = (value: string) =>
    users[value] ?? Object.values(users).find(({ username }) => username === value.toLowerCase());
  const named = (chip: Chip): Chip => {
    const user = chip.kind === 'from' ? userOf(chip.value) : undefined;
    const chat = chip.kind === 'in' ? chats[chip.value]?.chat : undefined;
    if (user) return { ...chip, label: userName(user, t) };
    return chat ? { ...chip, label: chatTitle(chat, peerOf(chat, users), t) } : chip;
  };
  return (
    <div className={styles.chips}>
      {chips.map((chip) => {
        const text = chipText(named(chip), t, language);
        return (
          <button
            key={`${chip.kind}:${chip.value}`}
            type="button"
            className={styles.chip}
            data-small=""
            aria-label={t('search.removeChip', { chip: text })}
            onClick={() => {
              removeChip(chip);
              onRemove();
            }}
          >
            <bdi>{text}</bdi>
            <X size={15} aria-hidden="true" />
          </button>
        );
      })}
    </div>
  );
}
