import { useLocation } from 'wouter';
import { useT } from '../../../i18n/language.ts';
import { client } from '../../../realtime/client.ts';
import { useMe } from '../../../store/selectors.ts';
import { toast } from '../../../ui/toasts.ts';
import { openDirectWith } from '../../people/open-direct.ts';
import styles from './MarkdownView.module.css';

interface Props {
  username: string;
  text: string;
}

/** Somebody's name in a message; a click leads to the chat with her. */
export function Mention({ username, text }: Props) {
  const t = useT();
  const me = useMe();
  const [, navigate] = useLocation();
  if (username === 'all') {
    return (
      <span className={styles.mention} data-me="">
        {text}
      </span>
    );
  }
  const open = async () => {
    const isIt = (user: { username: string }) => user.username.toLowerCase() === username;
    const known = Object.values(client.getState().users).find(isIt);
    const user =
      known ?? (await client.rest.users.list({ search: username }).then(({ users }) => users.find(isIt)));
    if (user) await openDirectWith(user.id, navigate);
    else toast(t('message.nobodyCalled', { name: text }));
  };
  return (
    <button
      type="button"
      className={styles.mention}
      data-me={me?.username.toLowerCase() === username || undefined}
      onClick={() => void open().catch(() => toast(t('error.network')))}
    >
      <bdi>{text}</bdi>
    </button>
  );
}
