import { describe, expect, it } from 'vitest';
import { linkify, safeHref } from './linkify.ts';

const links = (text: string) => linkify(text).flatMap(({ href }) => (href === undefined ? [] : [href]));

describe('linkify', () => {
  it('finds web and mail addresses', () => {
    expect(links('see https://example.org/a?b=1#c and www.example.com')).toEqual([
      'https://example.org/a?b=1#c',
      'https://www.example.com/',
    ]);
    expect(links('write to bob@example.org or mailto:anna@example.org')).toEqual([
      'mailto:bob@example.org',
      'mailto:anna@example.org',
    ]);
  });

  it('never makes a link that runs a script or opens data', () => {
    for (const text of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)//https',
      'javascript:https://example.org',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:msgbox(1)',
      'file:///etc/passwd',
      'xhttp://example.org',
    ]) {
      expect(links(text), text).toEqual([]);
    }
    expect(safeHref('javascript:alert(1)')).toBeNull();
    expect(safeHref('data:text/html,x')).toBeNull();
    expect(safeHref('https:')).toBeNull();
  });

  it('leaves the punctuation of the sentence outside', () => {
    expect(links('(https://example.org/a_(b)).')).toEqual(['https://example.org/a_(b)']);
    expect(links('https://example.org, https://example.com!')).toEqual([
      'https://example.org/',
      'https://example.com/',
    ]);
  });

  it('loses no character', () => {
    const text = '<b>a</b> https://example.org. 🌉 www.x.y bob@example.org\n\u202eend';
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
