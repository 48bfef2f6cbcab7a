import { defineErrors } from '@bridges/kit';

export const errors = defineErrors('notifications', {
  not_found: { status: 404, grpc: 'NOT_FOUND', message: 'There is no such notification in your inbox.' },
  channel_not_ready: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'This way of telling you is not set up.',
  },
  bad_push_subscription: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'This is not the address of a push service, or not the key of a browser.',
  },
  telegram_not_configured: {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    message: 'This installation has no Telegram bot.',
  },
  telegram_unavailable: {
    status: 503,
    grpc: 'UNAVAILABLE',
    isRetryable: true,
    message: 'Telegram does not answer right now; try again shortly.',
  },
  unsubscribe_link_invalid: {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    message: 'This link is not whole; open the one in the letter, or turn letters off in the settings.',
  },
});
