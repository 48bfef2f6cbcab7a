import { html, letterLink, letterPage, letterParagraph, letterTitle } from '@bridges/kit';
import type { Letter } from '@bridges/kit';
import type { UserRow } from '../selectors/user-columns.ts';
import { fill, letterWords } from './letter-words.ts';

/** To the address that an account had before. It does not tell the new one. */
export function toFormerAddressLetter(
  id: string,
  email: string,
  user: Pick<UserRow, 'username' | 'displayName' | 'language'>,
  publicUrl: string,
): Letter {
  const language = user.language ?? 'en';
  const words = letterWords[language];
  const { subject, end } = words.former;
  const values = { name: user.displayName, username: user.username };
  const [hello, body] = [fill(words.hello, values), fill(words.former.text, values)];
  return {
    id,
    to: { address: email, name: user.displayName },
    subject,
    language,
    text: [hello, body, end, `-- \n${words.reason} ${publicUrl}`].join('\n\n'),
    html: letterPage({
      language,
      title: subject,
      preview: body,
      body: html`${letterTitle(subject)}${letterParagraph(hello)}${letterParagraph(body)}${letterParagraph(end)}`,
      footer: html`${words.reason} ${letterLink(new URL(publicUrl).host, publicUrl)}`,
    }),
  };
}
