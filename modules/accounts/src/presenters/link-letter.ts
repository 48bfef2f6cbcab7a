import { html, letterButton, letterLink, letterPage, letterParagraph, letterTitle } from '@bridges/kit';
import type { Letter } from '@bridges/kit';
import type { LetterDue } from '../selectors/letter-due.ts';
import { fill, letterWords } from './letter-words.ts';

const paths = { confirm: '/confirm-email', reset: '/reset-password' } as const;

/**
 * The letter with a secret link. The address in it is that of the installation, whatever a request called it. To a
 * mailbox that nobody has confirmed it says nothing that somebody chose freely: else anyone could write to anyone by us.
 */
export function toLinkLetter(due: LetterDue, publicUrl: string, token: string): Letter {
  const language = due.language ?? 'en';
  const words = letterWords[language];
  const { subject, text, act, end } = words[due.purpose];
  const values = { name: due.displayName, username: due.username, email: due.email };
  const isStranger = due.purpose === 'confirm';
  const hello = isStranger ? words.helloStranger : fill(words.hello, values);
  const body = fill(text, values);
  const url = `${publicUrl}${paths[due.purpose]}?token=${token}`;
  return {
    id: due.id,
    to: { address: due.email, ...(isStranger ? {} : { name: due.displayName }) },
    subject,
    language,
    text: [hello, body, `${act}:\n${url}`, end, `-- \n${words.reason} ${publicUrl}`].join('\n\n'),
    html: letterPage({
      language,
      title: subject,
      preview: body,
      body: html`${letterTitle(subject)}${letterParagraph(hello)}${letterParagraph(body)}${letterButton(act, url)}${letterParagraph(end)}`,
      footer: html`${words.reason} ${letterLink(new URL(publicUrl).host, publicUrl)}`,
    }),
  };
}
