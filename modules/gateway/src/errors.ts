import { defineErrors } from '@bridges/kit';

export const errors = defineErrors('gateway', {
  malformed_frame: {
    status: 400,
    grpc: 'INVALID_ARGUMENT',
    message: 'A frame must be one JSON object in UTF-8, without a key twice.',
  },
  unknown_command: { status: 400, grpc: 'INVALID_ARGUMENT', message: 'There is no such command.' },
  invalid_command: { status: 400, grpc: 'INVALID_ARGUMENT', message: 'The command does not fit its schema.' },
  chat_not_found: {
    status: 404,
    grpc: 'NOT_FOUND',
    message: 'There is no such chat, or it is not yours to know of.',
  },
  too_many_in_flight: {
    status: 429,
    grpc: 'RESOURCE_EXHAUSTED',
    isRetryable: true,
    message: 'Too many commands wait for their answer; send the next ones after some replies.',
  },
});
