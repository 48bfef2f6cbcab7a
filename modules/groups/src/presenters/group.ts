import type { Group } from '@bridges/contracts';
import type { GroupView } from '../selectors/group-get.ts';

/** A group as one of its members sees it. */
export function presentGroup(view: GroupView): Group {
  return {
    chatId: view.chatId,
    title: view.title,
    handle: view.handle,
    isPublic: view.isPublic,
    joinRule: 'invite',
    postRole: 'member',
    addRole: 'admin',
    pinRole: 'admin',
    infoRole: 'admin',
    slowModeSeconds: 0,
    isHistoryHidden: false,
    description: '',
    pictureFileId: null,
    state: 'open',
    card: null,
    role: view.role,
    memberCount: view.memberCount,
    createdAt: view.createdAt.toISOString(),
  };
}
