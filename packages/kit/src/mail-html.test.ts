import { expect, test } from 'vitest';
import { html, letterButton, letterPage } from './mail-html.ts';

test('what people wrote is text, in elements and in attributes', () => {
  const evil = `"><img src=x onerror=alert(1)>'&`;
  expect(html`<a title="${evil}">${evil}</a>`.text).toBe(
    '<a title="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;">&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;</a>',
  );
  expect(html`<p>${html`<b>${'<'}</b>`}${[html`1`, html`<i>2</i>`]}${3}</p>`.text).toBe(
    '<p><b>&lt;</b>1<i>2</i>3</p>',
  );
});

test('a dollar sign or a character that turns the line around changes nothing else', () => {
  expect(html`<p>${"$& $' \u202eevil"}</p>`.text).toBe('<p>$&amp; $&#39; evil</p>');
});

test('a page holds its parts once', () => {
  const page = letterPage({
    language: 'ru',
    title: 'Тема <script>',
    preview: 'Коротко',
    body: letterButton('Открыть', 'https://chat.example.org/?a=1&b=2'),
    footer: html`Конец`,
  });
  expect(page).toContain('<html lang="ru">');
  expect(page).toContain('<title>Тема &lt;script&gt;</title>');
  expect(page).toContain('href="https://chat.example.org/?a=1&amp;b=2"');
  expect(page).not.toContain('<script');
});
