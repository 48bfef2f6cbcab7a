import type { Completion } from '../../../text/completion.ts';
import type { Offer } from './offer.ts';

/** What is offered for what is being typed. */
export interface Offering {
  /** What is being typed just before the caret. */
  readonly token: Completion | null;
  /** What the offers answer; anything else than the token: they are older than the text, and none of them is chosen. */
  readonly answered: Completion | null;
  readonly offers: readonly Offer[];
  /** Steps of the arrows from the first offer, from an end to the other. */
  readonly steps: number;
  /** Escape was pressed: nothing is offered for the rest of this word. */
  readonly isClosed: boolean;
  /** Was pressed before the answer came: its choice is taken then. */
  readonly awaitedBy: 'Enter' | 'Tab' | null;
}

export const nothingOffered: Offering = {
  token: null,
  answered: null,
  offers: [],
  steps: 0,
  isClosed: false,
  awaitedBy: null,
};

const isSameToken = (one: Completion | null, other: Completion | null): boolean =>
  one?.kind === other?.kind && one?.query === other?.query && one?.start === other?.start;

/** The text or the caret has changed. What was offered before stays in view until there is an answer. */
export function afterTyping(before: Offering, token: Completion | null): Offering {
  if (isSameToken(before.token, token)) return before;
  if (!token) return nothingOffered;
  const isSameWord = before.token?.start === token.start && before.token.kind === token.kind;
  if (!isSameWord) return { ...nothingOffered, token };
  return { ...before, token, steps: 0, awaitedBy: null };
}

/** Offers have come; those for a word that has gone on meanwhile are dropped. */
export function afterAnswer(before: Offering, token: Completion, offers: readonly Offer[]): Offering {
  if (before.isClosed || !isSameToken(before.token, token)) return before;
  return { ...before, answered: token, offers };
}

/** Whether what is in view answers what is typed. */
export const isCurrent = ({ token, answered }: Offering): boolean =>
  token !== null && isSameToken(token, answered);

/** Which offer is marked; -1: none, as they are older than the text. */
export function markedAt(offering: Offering): number {
  const { length } = offering.offers;
  if (length === 0 || !isCurrent(offering)) return -1;
  return ((offering.steps % length) + length) % length;
}

export const markedOffer = (offering: Offering): Offer | undefined => offering.offers[markedAt(offering)];
