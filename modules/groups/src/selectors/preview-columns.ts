/** `presenters/invitation.ts` needs these of a group. */
export const previewColumns = [
  'groups.title',
  'groups.description',
  'groups.pictureFileId',
  'groups.memberCount',
] as const;
