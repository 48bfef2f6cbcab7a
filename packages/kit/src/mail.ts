/** A letter that Bridges writes by itself to one person. */
export interface Letter {
  /** Becomes the Message-ID: the same at every attempt, so that a letter that comes twice can be shown once. */
  id: string;
  to: { address: string; name?: string };
  subject: string;
  text: string;
  html: string;
  language: 'en' | 'ru';
  /** Takes a POST that ends letters of this kind without a sign-in (RFC 8058). */
  unsubscribeUrl?: string;
}

/** Notes are short and hold neither addresses nor what the server was told. */
export type MailOutcome =
  | { kind: 'sent' }
  /** There is no such mailbox: nothing will ever reach this address. */
  | { kind: 'noMailbox'; note: string }
  /** This letter will never be taken. */
  | { kind: 'refused'; note: string }
  /** Not now: the server refused for the moment, or could not be reached. */
  | {
      kind: 'later';
      afterMs: number;
      /** It was not heard whether the server took the letter. */
      mayHaveArrived?: boolean;
      note: string;
    };

/**
 * Sends letters, one attempt a call; who calls keeps the letter until an outcome is final. A crash between
 * the server's acceptance and the caller's note of it makes a second letter with the same Message-ID.
 */
export interface Mailer {
  /** Without it nothing is sent, and features that need letters say so. */
  readonly isConfigured: boolean;
  /** Throws only for bugs: everything expected is an outcome. */
  send(letter: Letter): Promise<MailOutcome>;
  /** Finishes nothing: letters under way end as `later`. */
  close(): void;
}

/** Where nobody set up mail. */
export const noMailer: Mailer = {
  isConfigured: false,
  send: () => Promise.resolve({ kind: 'refused', note: 'e-mail is not set up' }),
  close: () => undefined,
};

const unprintable = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069]+/gu;

/** What people wrote as one line of a header: no line break can begin a header of its own. */
export function headerText(text: string, maxLength = 200): string {
  const line = text.toWellFormed().replaceAll(unprintable, ' ').replaceAll(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length > maxLength ? `${characters.slice(0, maxLength - 1).join('')}…` : line;
}

/** Whether this may stand in an envelope: one address, no line breaks, no second recipient. */
export function isMailAddress(address: string): boolean {
  return address.length <= 254 && /^[^\s\p{Cc}<>(),;:"\\[\]@]+@[^\s\p{Cc}<>(),;:"\\[\]@]+$/u.test(address);
}
