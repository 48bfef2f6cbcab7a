import type { SystemContent } from '@bridges/contracts';
import type { Translate } from '../../i18n/translate.ts';

interface Names {
  /** Who did it; null: a service, which has no name. */
  actor: string | null;
  nameOf: (userId: string) => string;
}

/** What happened in a group, in words. */
export function systemText(system: SystemContent, { actor: who, nameOf }: Names, t: Translate): string {
  if (who === null && system.type === 'stateChanged') return t(`system.now_${system.state}`);
  const actor = who ?? t('chat.unknownUser');
  switch (system.type) {
    case 'groupCreated':
      return t('system.groupCreated', { actor, title: system.title });
    case 'membersAdded': {
      const named = system.userIds.slice(0, 3).map(nameOf);
      const count = system.count - named.length;
      const names = named.join(', ');
      return count > 0
        ? t('system.membersAddedMore', { actor, names, count })
        : t('system.membersAdded', { actor, names });
    }
    case 'memberJoined':
      return t(`system.joined_${system.by}`, { actor });
    case 'memberLeft':
      return t('system.memberLeft', { actor });
    case 'memberRemoved':
      return t(system.isBanned ? 'system.memberBanned' : 'system.memberRemoved', {
        actor,
        name: nameOf(system.userId),
      });
    case 'roleChanged':
      return t(`system.role_${system.role}`, { actor, name: nameOf(system.userId) });
    case 'ownerChanged':
      return t('system.role_owner', { actor, name: nameOf(system.userId) });
    case 'titleChanged':
      return t('system.titleChanged', { actor, title: system.title });
    case 'descriptionChanged':
      return t('system.descriptionChanged', { actor });
    case 'pictureChanged':
      return t(system.isRemoved ? 'system.pictureRemoved' : 'system.pictureChanged', { actor });
    case 'settingsChanged':
      return t('system.settingsChanged', { actor });
    case 'stateChanged':
      return t(`system.state_${system.state}`, { actor });
    case 'messagePinned':
      return t('system.messagePinned', { actor });
    default:
      // Said by a newer server.
      return t('system.unknown', { actor });
  }
}

/** The users a system message speaks of. */
export function usersOfSystem(system: SystemContent): readonly string[] {
  if ('userIds' in system) return system.userIds;
  return 'userId' in system ? [system.userId] : [];
}
