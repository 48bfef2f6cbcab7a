import type { GroupUpdateBody } from '@bridges/contracts';
import type { GroupRow } from '../tables/groups.ts';
import { errors } from '../errors.ts';
import type { GroupAct } from './permissions.ts';

const rights: Record<keyof GroupUpdateBody, GroupAct> = {
  title: 'info',
  description: 'info',
  pictureFileId: 'info',
  slowModeSeconds: 'moderate',
  handle: 'own',
  isPublic: 'own',
  joinRule: 'own',
  // Who may do what is the owners' to say, or an admin could give herself what she lacks.
  postRole: 'own',
  addRole: 'own',
  pinRole: 'own',
  infoRole: 'own',
  isHistoryHidden: 'own',
};

/**
 * What a change of these fields needs the right to.
 *
 * @throws AppError groups.named_by_context for the name of a chat about a thing, which its service gives
 */
export function rightsToUpdate(body: GroupUpdateBody, group: Pick<GroupRow, 'card'>): Set<GroupAct> {
  const fields = (Object.keys(body) as (keyof GroupUpdateBody)[]).filter((name) => body[name] !== undefined);
  if (group.card !== null && fields.some((name) => name === 'title' || name === 'handle'))
    throw errors.named_by_context();
  return new Set(fields.map((name) => rights[name]));
}
