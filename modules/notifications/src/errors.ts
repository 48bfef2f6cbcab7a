import { defineErrors } from '@bridges/kit';

export const errors = defineErrors('notifications', {
  not_found: { status: 404, grpc: 'NOT_FOUND', message: 'There is no such notification in your inbox.' },
});
