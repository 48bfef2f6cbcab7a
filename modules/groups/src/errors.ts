import { defineErrors } from '@bridges/kit';

export const errors = defineErrors('groups', {
  not_found: { status: 404, grpc: 'NOT_FOUND', message: 'There is no such group, or you are not in it.' },
  not_allowed: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'Only owners and admins of the group may do this.',
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
});
