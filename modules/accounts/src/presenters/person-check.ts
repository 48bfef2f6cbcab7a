import type { PersonCheckSchema } from '@bridges/contracts/proto';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { canAddToGroup, canFollowProfile, canSeePresence, canWrite } from '../policies/may-with.ts';
import type { Standing } from '../policies/may-with.ts';

/** What other modules are told of how a viewer stands to a person: what she may, never why not. */
export function toPersonCheck(
  userId: string,
  standing: Standing,
): MessageInitShape<typeof PersonCheckSchema> {
  return {
    userId,
    canWrite: canWrite(standing),
    canSeePresence: canSeePresence(standing),
    canAddToGroup: canAddToGroup(standing),
    canSeeProfile: canFollowProfile(standing),
    isBlockedByMe: standing.isBlockedByMe,
    isContact: standing.isContact,
  };
}
