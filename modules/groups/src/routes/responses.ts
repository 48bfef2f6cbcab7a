import { errorBody, uuid } from '@bridges/contracts';
import { z } from 'zod';

/** Refusals that every route of this module may answer with, for the API documentation. */
export const refusals = {
  400: errorBody.describe('http.invalid_request'),
  401: errorBody.describe('kit.unauthenticated'),
  404: errorBody.describe('groups.not_found: no such group, or not yours'),
  503: errorBody.describe('kit.unavailable: repeat the request; it is safe'),
};
export const notAllowed = { 403: errorBody.describe('groups.not_allowed') };
/** Of routes that take service keys. */
export const serviceRefusals = {
  ...refusals,
  403: errorBody.describe('kit.forbidden: the key is not good for this'),
  404: errorBody.describe('groups.context_not_found: no such chat, or not yours'),
};
export const noContent = z.null().describe('Done, and in force everywhere.');
export const groupParams = z.object({ id: uuid });
export const memberParams = z.object({ id: uuid, userId: uuid });
