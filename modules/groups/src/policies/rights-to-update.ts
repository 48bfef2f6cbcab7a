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

/** Of a chat about a thing: what its service says, and who gets in by herself. */
const ofService = new Set<keyof GroupUpdateBody>(['title', 'handle', 'isPublic', 'joinRule']);

/**
 * What a change of these fields needs the right to.
 *
 * @throws AppError groups.named_by_context for what the service of a chat about a thing says
 */
export function rightsToUpdate(body: GroupUpdateBody, group: Pick<GroupRow, 'card'>): Set<GroupAct> {
  const fields = (Object.keys(body) as (keyof GroupUpdateBody)[]).filter((name) => body[name] !== undefined);
  if (group.card !== null && fields.some((name) => ofService.has(name))) throw errors.named_by_context();
  return new Set(fields.map((name) => rights[name]));
}
