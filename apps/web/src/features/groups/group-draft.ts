import type { Group, GroupSettings } from '@bridges/contracts';
import type { Chat } from '@bridges/sdk';

/** A group as its form shows it. */
export interface GroupDraft extends GroupSettings {
  title: string;
  description: string;
  /** Empty: it has none. */
  handle: string;
}

export const newGroup: GroupDraft = {
  title: '',
  description: '',
  handle: '',
  isPublic: false,
  joinRule: 'open',
  postRole: 'member',
  addRole: 'member',
  pinRole: 'admin',
  infoRole: 'admin',
  slowModeSeconds: 0,
  isHistoryHidden: false,
};

/** As the group is now; null for what is none. */
export function draftOf({
  title,
  handle,
  group,
}: Pick<Chat, 'title' | 'handle' | 'group'>): GroupDraft | null {
  if (!group) return null;
  const { memberCount: _m, state: _s, card: _c, pictureFileId: _p, ...settings } = group;
  return { ...settings, title: title ?? '', handle: handle ?? '' };
}

type Update = Partial<Pick<Group, 'title' | 'handle' | 'description'> & GroupSettings>;

/** Only what differs; null when nothing does. */
export function changesOf(before: GroupDraft, after: GroupDraft): Update | null {
  const names = (Object.keys(after) as Array<keyof GroupDraft>).filter(
    (name) => before[name] !== after[name],
  );
  if (names.length === 0) return null;
  const changes = Object.fromEntries(names.map((name) => [name, after[name]])) as Update;
  return after.handle === '' && names.includes('handle') ? { ...changes, handle: null } : changes;
}

const handlePattern = /^[a-zA-Z0-9][a-zA-Z0-9_-]{1,63}$/;
export const isHandle = (text: string): boolean => text === '' || handlePattern.test(text);
