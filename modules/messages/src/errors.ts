import { defineErrors } from '@bridges/kit';

export const errors = defineErrors('messages', {
  chat_not_found: {
    status: 404,
    grpc: 'NOT_FOUND',
    message: 'There is no such chat, or it is not one of yours.',
  },
  user_not_found: { status: 404, grpc: 'NOT_FOUND', message: 'There is no such user.' },
  chat_read_only: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'This chat is closed for new messages.',
  },
  post_forbidden: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'Your role does not let you post in this chat.',
  },
  cannot_write: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'You can not write to this person.',
  },
  slow_mode: {
    status: 429,
    grpc: 'RESOURCE_EXHAUSTED',
    isRetryable: true,
    message: 'Slow mode: wait a little before your next message here.',
  },
  text_invalid: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'A message holds 1 to 4,096 characters, not only white space.',
  },
  content_invalid: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'What was sent beside the text is not of a known form.',
  },
  message_not_found: {
    status: 404,
    grpc: 'NOT_FOUND',
    message: 'There is no such message, or it is not for you.',
  },
  reply_target_not_found: {
    status: 404,
    grpc: 'NOT_FOUND',
    message: 'The message that this one answers is not in this chat.',
  },
  edit_forbidden: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'Only the text of your own messages can be edited.',
  },
  edit_window_closed: {
    status: 403,
    grpc: 'FAILED_PRECONDITION',
    message: 'This message is too old to be edited.',
  },
  delete_forbidden: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'Only its sender or an administrator of the group can delete a message for everyone.',
  },
  client_id_reused: {
    status: 409,
    grpc: 'ALREADY_EXISTS',
    message: 'This client id was used for another message; choose a new one.',
  },
  read_beyond_end: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'The chat has no message of this seq yet.',
  },
  folder_not_found: {
    status: 404,
    grpc: 'NOT_FOUND',
    message: 'There is no such folder, or it is not one of yours.',
  },
  too_many_folders: { status: 409, grpc: 'FAILED_PRECONDITION', message: 'You have 50 folders already.' },
  too_many_pinned: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'You have pinned 50 chats already.',
  },
  busy: {
    status: 503,
    grpc: 'UNAVAILABLE',
    isRetryable: true,
    message: 'Too many messages are waiting to be stored; send it again shortly.',
  },
  membership_behind: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    isRetryable: true,
    message: 'An earlier change of this group has not arrived yet.',
  },
});
