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
  peer_deactivated: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'The account of this person is deactivated: nobody would read it.',
  },
  sender_deactivated: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'Your account was deactivated when this was to be sent.',
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
  too_many_reactions: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'A message takes 20 kinds of reactions, and 3 of one person.',
  },
  poll_not_found: {
    status: 404,
    grpc: 'NOT_FOUND',
    message: 'This message is not a poll.',
  },
  poll_closed: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'This poll is closed.',
  },
  poll_choice_invalid: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'The poll has no such option, or takes only one.',
  },
  poll_not_yours: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'Only its author can close a poll.',
  },
  poll_anonymous: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'This poll is anonymous.',
  },
  pin_forbidden: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'Your role does not let you pin messages here.',
  },
  too_many_pins: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'No more than 100 messages can be pinned in a chat.',
  },
  readers_hidden: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'In a group this large nobody is told who has read.',
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
  time_invalid: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'The time must be in the future, a year ahead at most.',
  },
  scheduled_not_found: {
    status: 404,
    grpc: 'NOT_FOUND',
    message: 'There is no such scheduled message of yours, or it was sent.',
  },
  already_sending: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'It is being sent; it is too late to change it.',
  },
  scheduled_failed: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'It could not be sent; the reason stands on it.',
  },
  too_many_scheduled: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'You have scheduled 100 messages in this chat already.',
  },
  reminder_not_found: {
    status: 404,
    grpc: 'NOT_FOUND',
    message: 'There is no such reminder of yours.',
  },
  too_many_reminders: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'You have 100 reminders already.',
  },
  search_filter_invalid: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'A filter of the search is not understood; the details name it.',
  },
  search_empty: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'There is nothing to search for: give a word or a filter.',
  },
  search_too_slow: {
    status: 503,
    grpc: 'DEADLINE_EXCEEDED',
    isRetryable: true,
    message: 'The search took too long; ask for less, or try it again.',
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
