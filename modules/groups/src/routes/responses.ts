import { errorBody } from '@bridges/contracts';
import { z } from 'zod';

/** Refusals that every route of this module may answer with, for the API documentation. */
export const refusals = {
  400: errorBody.describe('http.invalid_request'),
  401: errorBody.describe('kit.unauthenticated'),
  404: errorBody.describe('groups.not_found: no such group, or not yours'),
  503: errorBody.describe('kit.unavailable: repeat the request; it is safe'),
};
export const noContent = z.null().describe('Done, and in force everywhere.');
