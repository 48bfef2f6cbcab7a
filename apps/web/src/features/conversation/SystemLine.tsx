import { serviceActorId } from '@bridges/contracts/protocol';
import { useEffect } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { userName } from '../../store/chat-title.ts';
import { useUsers } from '../../store/selectors.ts';
import dateStyles from './DateChip.module.css';
import styles from './MessageRow.module.css';
import { systemText, usersOfSystem } from './system-text.ts';
import { useTalkActs } from './talk-acts.ts';
import type { TimelineRow } from './timeline-rows.ts';

/** What happened in the group, between its messages. */
export function SystemLine({ row }: { row: TimelineRow }) {
  const t = useT();
  const users = useUsers();
  const { jumpTo } = useTalkActs();
  const system = row.message?.system;
  const named = system ? usersOfSystem(system) : [];
  const unknown = named.filter((id) => users[id] === undefined).join();
  useEffect(() => {
    if (unknown !== '') void client.loadUsers(unknown.split(',')).catch(() => undefined);
  }, [unknown]);
  const actor = row.senderId === serviceActorId ? null : userName(users[row.senderId], t);
  const text = system ? systemText(system, { actor, nameOf: (id) => userName(users[id], t) }, t) : row.text;
  const look = `${dateStyles.chip} ${styles.system}`;
  return (
    <div className={dateStyles.line} data-system={row.seq}>
      {system?.type === 'messagePinned' ? (
        <button type="button" className={look} data-small="" onClick={() => jumpTo(system.seq)}>
          {text}
        </button>
      ) : (
        <span className={look}>{text}</span>
      )}
    </div>
  );
}
