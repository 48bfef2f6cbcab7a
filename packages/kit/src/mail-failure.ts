import type { MailOutcome } from './mail.ts';

/** What the library tells of a failed attempt. */
export interface SmtpFailure {
  code?: string | undefined;
  command?: string | undefined;
  /** Of the server's answer; none: it was not reached, or fell silent. */
  responseCode?: number | undefined;
  response?: string | undefined;
}

const outageMs = 30_000;
const greylistedMs = 60_000;
/** Somebody has to mend the settings; more often would fill the server's log. */
const misconfiguredMs = 300_000;

/**
 * What becomes of a letter that was not taken. A server may refuse for the moment (4xx), this letter or this
 * mailbox (5xx), or us (credentials, sender, TLS): the last is the operator's to mend, so nothing is given up.
 */
export function mailFailure(failure: SmtpFailure): Exclude<MailOutcome, { kind: 'sent' }> {
  const { code = '', responseCode } = failure;
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'ETLS' || code === 'ECONFIG')
    return { kind: 'later', afterMs: misconfiguredMs, note: `mail server: ${code}` };
  if (responseCode === undefined || responseCode === 0)
    return {
      kind: 'later',
      afterMs: outageMs,
      mayHaveArrived: code !== 'EDNS',
      note: `mail server: ${code || 'no answer'}`,
    };
  const note = `mail server answered ${responseCode}`;
  if (responseCode < 500) return { kind: 'later', afterMs: greylistedMs, note };
  const isOfRecipient = failure.command === 'RCPT TO';
  if (isOfRecipient) {
    const [, detail] = /\b5\.(\d{1,3}\.\d{1,3})\b/.exec(failure.response ?? '') ?? [];
    const isUnknown = responseCode === 550 && (detail === undefined || /^(?:1\.[1236]|2\.1)$/.test(detail));
    return { kind: isUnknown ? 'noMailbox' : 'refused', note };
  }
  if (code === 'EMESSAGE') return { kind: 'refused', note };
  return { kind: 'later', afterMs: misconfiguredMs, note };
}

/** The server did not answer at all: the next letters need not try at once. */
export const isOutage = ({ code = '', responseCode }: SmtpFailure): boolean =>
  (responseCode === undefined || responseCode === 0) &&
  ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS'].includes(code);
