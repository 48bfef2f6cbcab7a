import type { Me, PublicUser } from '@bridges/contracts';
import type { UserSchema } from '@bridges/contracts/proto';
import type { MessageInitShape } from '@bufbuild/protobuf';
import type { SeenRow } from '../selectors/seen-users.ts';
import type { UserRow } from '../selectors/user-columns.ts';

/** What anybody may know of a user; never the e-mail address. */
export function toPublicUser(user: SeenRow): PublicUser {
  return {
    id: user.id,
    username: user.username,
    displayName: user.displayName,
    bio: user.bio,
    birthday: user.birthday,
    statusMessage: user.statusMessage,
    isAdmin: user.isAdmin && !user.isDeactivated,
    joinedAt: user.joinedAt.toISOString(),
    lastSeenAt: user.lastSeenAt?.toISOString() ?? null,
    avatarFileId: user.avatarFileId,
    ...(user.isDeactivated ? { isDeactivated: true } : {}),
  };
}

/** The same, with what only some may know (`signInTimes`); who may not is not told that there is anything. */
export function toSeenUser(user: SeenRow, signedInAt: ReadonlyMap<string, Date | null>): PublicUser {
  const at = signedInAt.get(user.id);
  return { ...toPublicUser(user), ...(at === undefined ? {} : { lastSignInAt: at?.toISOString() ?? null }) };
}

/** What a user may know of herself. */
export function toMe(user: UserRow): Me {
  return {
    ...toPublicUser(user),
    email: user.email,
    isEmailConfirmed: user.emailConfirmedAt !== null,
    pendingEmail: user.pendingEmail,
    language: user.language,
    lastSignInAt: user.lastSignInAt?.toISOString() ?? null,
  };
}

/** The public profile as other modules and events get it. */
export function toUserMessage(user: SeenRow): MessageInitShape<typeof UserSchema> {
  return {
    id: user.id,
    username: user.username,
    displayName: user.displayName,
    bio: user.bio,
    birthday: user.birthday ?? '',
    statusMessage: user.statusMessage,
    isAdmin: user.isAdmin && !user.isDeactivated,
    joinedAtMs: user.joinedAt.getTime(),
    lastSeenAtMs: user.lastSeenAt?.getTime() ?? 0,
    avatarFileId: user.avatarFileId ?? '',
    isDeactivated: user.isDeactivated,
  };
}
