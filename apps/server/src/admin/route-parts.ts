import { errorBody } from '@bridges/contracts';
import type { ModuleName } from '@bridges/kit';

/** What the routes for administrators have in common. */
export const adminTags = ['administration'];
export const adminRefusals = {
  401: errorBody.describe('kit.unauthenticated'),
  403: errorBody.describe('kit.forbidden'),
};
export const invalid = { 400: errorBody.describe('http.invalid_request') };

/** In operation ids: "Accounts". */
export const titleOf = (module: ModuleName): string => `${module.charAt(0).toUpperCase()}${module.slice(1)}`;
