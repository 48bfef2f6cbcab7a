/** HTML that was made by `html`: what people wrote in it is escaped. */
export class SafeHtml {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | SafeHtml | readonly SafeHtml[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string =>
  text
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
    .replaceAll(/[\0\u202a-\u202e\u2066-\u2069]/g, '');

/**
 * HTML with values in it, each escaped unless it was made here as well. Values stand in texts and in quoted
 * attributes, never in styles, scripts or names of attributes.
 *
 * @example html`<p title="${name}">${text}</p>`
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): SafeHtml {
  const made = parts.map((part) => {
    if (part instanceof SafeHtml) return part.text;
    if (typeof part === 'string' || typeof part === 'number') return escape(String(part));
    return part.map(({ text }) => text).join('');
  });
  return new SafeHtml(String.raw({ raw: strings }, ...made));
}

interface LetterPage {
  language: 'en' | 'ru';
  title: string;
  /** What lists of letters show after the subject. */
  preview: string;
  body: SafeHtml;
  footer: SafeHtml;
}

/** Colours of a letter. Programs that know no dark mode show the first; `style` is repeated for those that drop classes. */
const dark = `
@media (prefers-color-scheme: dark) {
  .page { background: #12161d !important; }
  .card { background: #191d24 !important; border-color: #2b313c !important; }
  .ink { color: #f2f5f7 !important; }
  .quiet { color: #9fb0bf !important; }
  .link { color: #a5b3ff !important; }
  .bubble { background: #272c36 !important; }
  .line { border-color: #2b313c !important; }
}
@media (max-width: 560px) { .card { border-radius: 0 !important; } .pad { padding: 24px 18px !important; } }`;

/** A whole letter: one column that reads on a phone, in light and in dark. */
export function letterPage({ language, title, preview, body, footer }: LetterPage): string {
  const style = new SafeHtml(`<style>${dark}</style>`);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${title}</title>
        ${style}
      </head>
      <body class="page" style="margin:0;padding:0;background:#eef2f5;">
        <div style="display:none;max-height:0;overflow:hidden;">${preview}</div>
        <table
          class="page"
          role="presentation"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          style="background:#eef2f5;"
        >
          <tr>
            <td align="center" style="padding:24px 0;">
              <table
                class="card"
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                style="max-width:560px;background:#ffffff;border:1px solid #dfe5ea;border-radius:14px;text-align:left;"
              >
                <tr>
                  <td
                    class="pad ink"
                    style="padding:28px 32px;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.45;color:#17212b;overflow-wrap:anywhere;"
                  >
                    <div
                      class="quiet"
                      style="font-size:14px;font-weight:600;color:#5b6b78;margin-bottom:14px;"
                    >
                      Bridges
                    </div>
                    ${body}
                    <div
                      class="quiet line"
                      style="margin-top:28px;padding-top:16px;border-top:1px solid #e6ebef;font-size:13px;line-height:1.5;color:#5b6b78;"
                    >
                      ${footer}
                    </div>
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>`.text;
}

export const letterTitle = (title: string): SafeHtml =>
  html`<h1 class="ink" style="margin:0 0 12px;font-size:21px;line-height:1.3;font-weight:650;color:#17212b;">
    ${title}
  </h1>`;

export const letterParagraph = (text: string): SafeHtml => html`<p style="margin:0 0 14px;">${text}</p>`;

/** What the letter is for, as one thing to press. */
export const letterButton = (label: string, url: string): SafeHtml =>
  html`<p style="margin:22px 0 18px;">
    <a
      href="${url}"
      style="display:inline-block;padding:12px 22px;border-radius:10px;background:#3f57d6;color:#ffffff;font-weight:600;text-decoration:none;"
      >${label}</a
    >
  </p>`;

export const letterLink = (label: string, url: string): SafeHtml =>
  html`<a class="link" href="${url}" style="color:#3349c4;">${label}</a>`;
