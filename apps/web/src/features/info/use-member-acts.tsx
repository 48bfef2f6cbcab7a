import type { GroupMember } from '@bridges/contracts';
import type { Chat, PublicUser } from '@bridges/sdk';
import { Ban, Crown, ShieldCheck, ShieldMinus, UserMinus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { userName } from '../../store/chat-title.ts';
import { useMe } from '../../store/selectors.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import type { MenuItem } from '../../ui/Menu.tsx';
import { tried } from '../../ui/tried.ts';
import { mayRemove, rightsIn } from '../groups/rights.ts';

interface Ask {
  kind: 'remove' | 'ban' | 'handOver';
  user: PublicUser;
}

/** What I may do with members of a group, and the question before what can't be undone. */
export function useMemberActs(chat: Chat): {
  actsOf: (member: GroupMember, user: PublicUser) => MenuItem[];
  question: ReactNode;
} {
  const t = useT();
  const me = useMe();
  const rights = rightsIn(chat);
  const [asked, setAsked] = useState<Ask | null>(null);
  const { groups } = client.rest;
  const title = chat.title ?? '';

  const actsOf = ({ userId, role }: GroupMember, user: PublicUser): MenuItem[] => {
    if (userId === me?.id || rights.isContext) return [];
    const items: MenuItem[] = [];
    const setRole = (next: 'admin' | 'member') => () =>
      void tried(() => groups.setRole(chat.id, userId, next));
    if (rights.own && role === 'member')
      items.push({ label: t('group.makeAdmin'), icon: ShieldCheck, run: setRole('admin') });
    if (rights.own && role === 'admin')
      items.push({ label: t('group.unmakeAdmin'), icon: ShieldMinus, run: setRole('member') });
    if (rights.own && role !== 'owner')
      items.push({
        label: t('group.handOver'),
        icon: Crown,
        run: () => setAsked({ kind: 'handOver', user }),
      });
    if (mayRemove(chat.role, role)) {
      items.push(
        {
          label: t('group.remove'),
          icon: UserMinus,
          isDanger: true,
          run: () => setAsked({ kind: 'remove', user }),
        },
        { label: t('group.ban'), icon: Ban, isDanger: true, run: () => setAsked({ kind: 'ban', user }) },
      );
    }
    return items;
  };

  const name = asked ? userName(asked.user, t) : '';
  const act = ({ kind, user }: Ask) =>
    tried(() => {
      if (kind === 'remove') return groups.removeMember(chat.id, user.id);
      return kind === 'ban' ? groups.ban(chat.id, user.id) : groups.handOver(chat.id, user.id);
    });
  const question = asked && (
    <Confirm
      title={t(`group.${asked.kind}Ask`, { name, title })}
      text={t(`group.${asked.kind}Hint`)}
      act={t(`group.${asked.kind}`)}
      onConfirm={() => void act(asked)}
      onClose={() => setAsked(null)}
    />
  );
  return { actsOf, question };
}
