import { defineErrors } from '@bridges/kit';

export const errors = defineErrors('accounts', {
  wrong_credentials: {
    status: 401,
    grpc: 'UNAUTHENTICATED',
    message: 'No account has this name (or e-mail address) and password.',
  },
  username_taken: { status: 409, grpc: 'ALREADY_EXISTS', message: 'This username is taken.' },
  refresh_invalid: {
    status: 401,
    grpc: 'UNAUTHENTICATED',
    message: 'This session has ended or was never started; sign in again.',
  },
  session_not_found: { status: 404, grpc: 'NOT_FOUND', message: 'You have no such session.' },
  user_not_found: { status: 404, grpc: 'NOT_FOUND', message: 'There is no such user.' },
  deactivated: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'This account is deactivated; ask an administrator of this server.',
  },
  last_admin: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'There must be an administrator; make somebody else one first.',
  },
  already_deactivated: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'This account is deactivated; activate it first.',
  },
  no_address: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'There is no such e-mail address on this account.',
  },
  contact_not_found: { status: 404, grpc: 'NOT_FOUND', message: 'This person is not one of your contacts.' },
  request_not_found: { status: 404, grpc: 'NOT_FOUND', message: 'There is no such request for contact.' },
  not_with_yourself: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'This can only be done with regard to somebody else.',
  },
  person_blocked: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'You have blocked this person; unblock them first.',
  },
  wrong_password: { status: 403, grpc: 'PERMISSION_DENIED', message: 'The current password is not right.' },
  service_key_not_found: { status: 404, grpc: 'NOT_FOUND', message: 'There is no such service key.' },
  setup_token_invalid: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'This set-up link is not valid any more; the server prints a new one when it starts.',
  },
  mail_not_configured: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'This server sends no e-mail; its operator can set that up.',
  },
  mail_link_invalid: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'This link is not valid any more; ask for a new letter.',
  },
  email_taken: {
    status: 409,
    grpc: 'ALREADY_EXISTS',
    message: 'Somebody else has confirmed this e-mail address.',
  },
  nothing_to_confirm: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'No e-mail address of yours waits for its confirmation.',
  },
  too_many_ids: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'At most 1,000 ids may be asked for at once.',
  },
  too_many_at_once: {
    status: 503,
    grpc: 'UNAVAILABLE',
    isRetryable: true,
    message: 'Too many people sign in at this moment; try again shortly.',
  },
});
