import { defineErrors } from '@bridges/kit';

export const errors = defineErrors('groups', {
  not_found: { status: 404, grpc: 'NOT_FOUND', message: 'There is no such group, or you are not in it.' },
  not_allowed: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'Your role in the group does not let you do this.',
  },
  owner_protected: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'Only an owner may remove an owner.',
  },
  unknown_user: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'Some of these users do not exist; see details.',
  },
  handle_taken: {
    status: 409,
    grpc: 'ALREADY_EXISTS',
    message: 'Another group has this handle; choose another one.',
  },
  no_such_member: {
    status: 404,
    grpc: 'NOT_FOUND',
    message: 'This user is not in the group.',
  },
  last_owner: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'A group keeps an owner; make another member owner first.',
  },
  banned: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'You can not come back to this group.',
  },
  invitation_needed: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'This group is entered by invitation only.',
  },
  own_ban: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'You can not ban yourself; leave the group instead.',
  },
  named_by_context: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'This chat is about a thing: the service that keeps the thing names and closes it.',
  },
  context_not_found: {
    status: 404,
    grpc: 'NOT_FOUND',
    message: 'There is no chat about this thing, or you are not in it.',
  },
  invitation_not_found: {
    status: 404,
    grpc: 'NOT_FOUND',
    message: 'There is no such invitation, or it does not stand any more.',
  },
  link_not_found: {
    status: 404,
    grpc: 'NOT_FOUND',
    message: 'This link leads nowhere, or not any more.',
  },
  request_not_found: {
    status: 404,
    grpc: 'NOT_FOUND',
    message: 'Nobody is waiting here; perhaps somebody has answered already.',
  },
  role_too_high: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'You can not give a role that is not yours to give.',
  },
  user_banned: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'Somebody of them is banned from the group; lift the ban first.',
  },
  owner_is_active: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'The group has an owner whose account is open: handing it over is up to the owner.',
  },
  member_deactivated: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'The account of this member is deactivated.',
  },
  expires_in_past: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'A link can not expire in the past.',
  },
});
