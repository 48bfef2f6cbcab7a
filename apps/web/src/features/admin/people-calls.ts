import type { AdminPeoplePage, AdminPersonDetails, AdminUsage, PasswordLink } from '@bridges/contracts';
import { client } from '../../realtime/client.ts';

const { request } = client.rest;
const of = (id: string) => `/api/admin/users/${id}`;

export const listPeople = (query: Record<string, string | number>, signal: AbortSignal) =>
  request<AdminPeoplePage>('GET', '/api/admin/users', { query, signal });
export const getPerson = (id: string) => request<AdminPersonDetails>('GET', of(id));
export const usageOf = (id: string) => request<AdminUsage>('GET', `/api/admin/files/usage/${id}`);

export const deactivate = (id: string, reason: string) =>
  request<void>('POST', `${of(id)}/deactivate`, { body: { reason } });
export const reactivate = (id: string, reason = '') =>
  request<void>('POST', `${of(id)}/reactivate`, { body: { reason } });
export const setRole = (id: string, isAdmin: boolean, reason = '') =>
  request<void>('PUT', `${of(id)}/role`, { body: { isAdmin, reason } });
export const signOutOf = (id: string, reason: string) =>
  request<void>('POST', `${of(id)}/sign-out`, { body: { reason } });
export const sendPasswordLetter = (id: string, reason: string) =>
  request<void>('POST', `${of(id)}/password-letter`, { body: { reason } });
export const makePasswordLink = (id: string, reason: string) =>
  request<PasswordLink>('POST', `${of(id)}/password-link`, { body: { reason } });
export const confirmEmail = (id: string, email: string, reason: string) =>
  request<void>('POST', `${of(id)}/confirm-email`, { body: { email, reason } });
