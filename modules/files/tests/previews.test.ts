import type { LinkPreview, Message, PreviewAnswer } from '@bridges/contracts';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { query, runJob } from './behind-the-doors.ts';
import { hugePng, photo } from './pictures-made.ts';
import { download } from './tus-client.ts';
import { WebSite } from './web-site.ts';

let platform: TestPlatform;
let site: WebSite;
/** A site on a port that previews may not ask. */
let inside: WebSite;
let alice: TestUser;
let bob: TestUser;
beforeAll(async () => {
  [site, inside] = await Promise.all([WebSite.start(), WebSite.start()]);
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    env: { LINK_PREVIEW_TEST_PORTS: String(site.port), RATE_LIMIT_PREVIEWS_PER_MINUTE: '60' },
  });
});
afterAll(async () => {
  await platform?.stop();
  await Promise.all([site.stop(), inside.stop()]);
});
beforeEach(async () => {
  site.asked.length = 0;
  inside.asked.length = 0;
  [alice, bob] = await Promise.all([platform.user('alice'), platform.user('bob')]);
});

const look = async (user: TestUser, url: string): Promise<LinkPreview | null> =>
  (await user.get<PreviewAnswer>(`/api/previews?url=${encodeURIComponent(url)}`)).preview;

const page = (title: string, image = '') =>
  `<head><meta property="og:title" content="${title}"><meta property="og:description" content="Ships">${
    image && `<meta property="og:image" content="${image}">`
  }</head>`;

describe('a link while composing', () => {
  it('shows what the page says of itself, with a picture made anew', async () => {
    site.html('/harbour', page('The harbour', '/harbour.jpg'));
    site.bytes('/harbour.jpg', 'image/jpeg', await photo('jpeg', { width: 2000, height: 1000 }));
    const url = `${site.url}/harbour`;
    const preview = await look(alice, url);
    expect(preview).toMatchObject({ url, title: 'The harbour', description: 'Ships', siteName: '127.0.0.1' });
    expect(preview?.image).toMatchObject({ kind: 'image', type: 'image/webp', width: 1280, height: 640 });
    const path = `/api/files/${preview?.image?.fileId}`;
    const shown = await download(alice, path);
    expect(shown.bytes.includes('SECRET')).toBe(false);
    expect(await sharp(shown.bytes).metadata()).toMatchObject({ format: 'webp', width: 1280 });
    // Until she has sent it, it is for her eyes.
    expect((await bob.ask('GET', path)).status).toBe(404);
  });

  it('is asked once for all who ask within a day', async () => {
    site.html('/once', page('Once'));
    const answers = await Promise.all([alice, bob, alice].map((user) => look(user, `${site.url}/once#part`)));
    expect(answers.map((preview) => preview?.title)).toEqual(['Once', 'Once', 'Once']);
    expect(site.asked).toEqual(['/once']);
    await query(platform, `update previews set fetched_at = fetched_at - interval '25 hours'`);
    site.html('/once', page('Twice'));
    expect(await look(bob, `${site.url}/once`)).toMatchObject({ title: 'Twice' });
  });

  it('shows a picture alone, and nothing of what says nothing', async () => {
    site.bytes('/alone.png', 'image/png', await photo('png'));
    expect(await look(alice, `${site.url}/alone.png`)).toMatchObject({ title: '', image: { kind: 'image' } });
    site.html('/empty', '<body>text</body>');
    site.bytes('/data', 'application/octet-stream', Buffer.from('<title>x</title>'));
    site.bytes('/liar.png', 'image/png', Buffer.from('<svg onload="alert(1)">'));
    for (const path of ['/empty', '/data', '/liar.png', '/nowhere'])
      expect(await look(alice, site.url + path)).toBeNull();
  });

  it('shows a page without a picture that could not be shown', async () => {
    site.bytes('/bomb.png', 'image/png', hugePng(30_000, 30_000));
    site.bytes('/script.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    for (const image of [
      '/bomb.png',
      '/script.svg',
      '/missing',
      `${inside.url}/x.png`,
      'http://10.0.0.1/x.png',
    ]) {
      site.html('/with', page('Page', image));
      await query(platform, 'delete from previews');
      expect(await look(alice, `${site.url}/with`)).toMatchObject({ title: 'Page', image: null });
    }
    expect(inside.asked).toEqual([]);
  });

  it.each(['', 'x', 'ftp://example.org/', 'javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x'])(
    'is refused when it is none: %s',
    async (url) => {
      expect((await alice.ask('GET', `/api/previews?url=${encodeURIComponent(url)}`)).status).toBe(400);
    },
  );

  it('is not looked behind without end', async () => {
    const eve = await platform.user('eve');
    const answers = [];
    for (let round = 0; round < 61; round++)
      answers.push(await eve.ask('GET', `/api/previews?url=${encodeURIComponent('http://10.0.0.1/')}`));
    expect(answers.slice(0, 60).every(({ status }) => status === 200)).toBe(true);
    expect(answers.slice(60).map(codeOf)).toEqual(['kit.rate_limited']);
  });
});

describe('addresses that are not public', () => {
  it.each([
    '127.0.0.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '0x7f000001',
    '127.1',
    '0',
  ])('%s is never asked', async (host) => {
    inside.html('/', page('Secret'));
    for (const port of [`:${inside.port}`, ''])
      expect(await look(alice, `http://${host}${port}/`)).toBeNull();
    expect(inside.asked).toEqual([]);
  });

  it('are not asked by redirection either', async () => {
    inside.html('/', page('Secret'));
    for (const location of [
      `${inside.url}/`,
      `http://2130706433:${inside.port}/`,
      `http://[::ffff:7f00:1]:${inside.port}/`,
      'http://169.254.169.254/latest/meta-data/',
      'file:///etc/passwd',
      '/again',
    ]) {
      site.pages['/again'] = (_request, response) => response.writeHead(302, { location }).end();
      await query(platform, 'delete from previews');
      expect(await look(alice, `${site.url}/again`)).toBeNull();
    }
    expect(inside.asked).toEqual([]);
  });
});

describe('pages made to harm', () => {
  it('that never end, or are huge, are read as far as it takes', async () => {
    site.pages['/endless'] = (_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.write(page('Endless'));
      const more = () => {
        while (response.write('<p>more</p>'.repeat(1000)));
        response.once('drain', more);
      };
      more();
    };
    expect(await look(alice, `${site.url}/endless`)).toMatchObject({ title: 'Endless' });
    site.html('/huge', page('Huge') + '<div>'.repeat(2_000_000));
    expect(await look(alice, `${site.url}/huge`)).toMatchObject({ title: 'Huge' });
  });

  it('that stay silent are given up, while the server goes on', { timeout: 30_000 }, async () => {
    site.pages['/silent'] = () => {};
    const [preview, me] = await Promise.all([look(alice, `${site.url}/silent`), alice.get('/api/me')]);
    expect(preview).toBeNull();
    expect(me).toBeDefined();
  });
});

describe('a message with a link', () => {
  const messageOf = async (user: TestUser, { chatId, seq }: Message): Promise<Message | undefined> => {
    const { messages } = await user.get<{ messages: Message[] }>(`/api/chats/${chatId}/messages`);
    return messages.find((message) => message.seq === seq);
  };

  it('gets its preview, with a picture for who may read it', async () => {
    site.html('/sent', page('Sent', '/sent.jpg'));
    site.bytes('/sent.jpg', 'image/jpeg', await photo('jpeg'));
    const chat = await alice.openDirect(bob);
    const sent = await alice.post(chat.id, `look: ${site.url}/sent, nice`);
    await platform.settled();
    const preview = (await messageOf(bob, sent))?.preview;
    expect(preview).toMatchObject({ url: `${site.url}/sent`, title: 'Sent', image: { kind: 'image' } });
    const path = `/api/files/${preview?.image?.fileId}`;
    expect((await bob.ask('GET', path)).status).toBe(200);
    expect((await (await platform.user('mallory')).ask('GET', path)).status).toBe(404);
    await query(platform, `update files set unused_since = unused_since - interval '2 days'`);
    await runJob(platform, 'collect-unused');
    expect((await bob.ask('GET', path)).status).toBe(200);
  });

  it('without anything behind it, or with it in code, gets none', async () => {
    site.html('/code', page('Code'));
    const chat = await alice.openDirect(bob);
    for (const text of [
      `\`${site.url}/code\``,
      `${site.url}/nothing`,
      `${inside.url}/`,
      'http://10.0.0.1/',
    ]) {
      const sent = await alice.post(chat.id, text);
      await platform.settled();
      expect((await messageOf(bob, sent))?.preview).toBeUndefined();
    }
    expect(site.asked).toEqual(['/nothing']);
  });
});
