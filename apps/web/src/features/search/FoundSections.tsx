import type { FoundGroup } from '@bridges/contracts';
import type { ChatState, PublicUser } from '@bridges/sdk';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { chatTitle, userName } from '../../store/chat-title.ts';
import { useMe, useUser } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { ChatPreview } from '../chat-list/ChatPreview.tsx';
import { useLastSeen } from '../info/use-last-seen.ts';
import { openDirectWith } from '../people/open-direct.ts';
import { Line } from './Line.tsx';
import styles from './Line.module.css';
import { Option } from './Option.tsx';

interface Common {
  listId: string;
  /** After something was chosen. */
  onPick: () => void;
}

export function ChatOption({ listId, state, onPick }: Common & { state: ChatState }) {
  const t = useT();
  const [, navigate] = useLocation();
  const { chat } = state;
  const title = chatTitle(chat, useUser(chat.peerId), t);
  return (
    <Option
      listId={listId}
      id={`chat-${chat.id}`}
      href={routes.chat(chat.id)}
      onPick={() => {
        navigate(routes.chat(chat.id));
        onPick();
      }}
    >
      <Line
        picture={
          <Avatar
            id={chat.peerId ?? chat.id}
            name={title}
            kind={chat.kind === 'direct' ? 'person' : chat.kind}
            size={40}
          />
        }
        title={title}
        {...(chat.lastMessage && { at: chat.lastMessage.createdAt })}
      >
        <span className={styles.about}>
          <ChatPreview chat={chat} isSelected={false} />
        </span>
      </Line>
    </Option>
  );
}

export function PersonOption({ listId, user, onPick }: Common & { user: PublicUser }) {
  const t = useT();
  const [, navigate] = useLocation();
  const isMe = useMe()?.id === user.id;
  const seen = useLastSeen(user);
  const open = async () => {
    if (await openDirectWith(user.id, navigate)) onPick();
  };
  return (
    <Option listId={listId} id={`person-${user.id}`} onPick={() => void open()}>
      <Line
        picture={<Avatar id={user.id} name={userName(user, t)} fileId={user.avatarFileId} size={40} />}
        title={userName(user, t)}
      >
        <span className={styles.about}>
          @{user.username}
          {` · ${isMe ? t('people.you') : seen}`}
        </span>
      </Line>
    </Option>
  );
}

/** A public group that I am not in: the way to its door. */
export function GroupOption({ listId, group, onPick }: Common & { group: FoundGroup }) {
  const t = useT();
  const [, navigate] = useLocation();
  const members = t('info.memberCount', { count: group.memberCount });
  const address = routes.group(group.handle ?? '');
  return (
    <Option
      listId={listId}
      id={`group-${group.chatId}`}
      href={address}
      onPick={() => {
        navigate(address);
        onPick();
      }}
    >
      <Line
        picture={
          <Avatar id={group.chatId} name={group.title} kind="group" fileId={group.pictureFileId} size={40} />
        }
        title={group.title}
      >
        <span className={styles.about}>{`@${group.handle} · ${members}`}</span>
      </Line>
    </Option>
  );
}
