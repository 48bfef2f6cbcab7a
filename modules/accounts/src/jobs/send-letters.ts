import type { Job } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { formerAddressTell } from '../services/former-address-tell.ts';
import { linkLetterSend } from '../services/link-letter-send.ts';
import { passwordLinkSend } from '../services/password-link-send.ts';

const confirmation = z.object({ id: z.uuid() });
const passwordLink = z.object({ id: z.uuid(), login: z.string() });
const formerAddress = z.object({ id: z.uuid(), userId: z.uuid(), email: z.string() });

/** Letters of accounts. Payloads hold no secrets: those are made when a letter is sent. */
export const sendLetters = (deps: Deps): Job[] => [
  { name: 'send-confirmation', run: async (payload) => linkLetterSend(deps, confirmation.parse(payload).id) },
  {
    name: 'send-password-link',
    run: async (payload) => passwordLinkSend(deps, passwordLink.parse(payload)),
  },
  {
    name: 'tell-former-address',
    run: async (payload) => formerAddressTell(deps, formerAddress.parse(payload)),
  },
];
