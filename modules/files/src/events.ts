/** Events this module writes; their messages are in contracts/proto/bridges/files/v1/events.proto. */
export const events = {
  fileUploaded: 'files.file_uploaded.v1',
  fileRemoved: 'files.file_removed.v1',
} as const;
