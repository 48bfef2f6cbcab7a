import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isPublicAddress } from './outgoing-addresses.ts';
import { Outgoing } from './outgoing.ts';

const servers: Server[] = [];
const guards: Outgoing[] = [];
afterEach(async () => {
  for (const guard of guards.splice(0)) await guard.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener, host = '127.0.0.1'): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

function guard(...loopbackPorts: number[]): Outgoing {
  const outgoing = new Outgoing({ loopbackPorts, userAgent: 'test' });
  guards.push(outgoing);
  return outgoing;
}

const limits = { maxBytes: 1000, timeoutMs: 2000, accept: '*/*' };

async function read(outgoing: Outgoing, url: string, more = {}): Promise<string> {
  const { body } = await outgoing.get(url, { ...limits, ...more });
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('addresses', () => {
  it.each([
    '0.0.0.0',
    '127.0.0.1',
    '127.9.9.9',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '2001::1',
    'localhost',
    '',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['1.1.1.1', '93.184.216.34', '2606:4700:4700::1111', '::ffff:1.1.1.1'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe('what strangers name', () => {
  const hosts = [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '0',
    '127.0.0.1.',
    '①②⑦.0.0.1',
    'LOCALHOST',
    'localhost.',
  ];
  it.each(hosts)('%s is not asked, on any port', async (host) => {
    const asked = vi.fn<() => void>();
    const port = await serve((_request, response) => {
      asked();
      response.end('secret');
    }, '::');
    const outgoing = guard();
    for (const url of [`http://${host}:${port}/`, `http://${host}/`, `https://${host}/`])
      await expect(outgoing.get(url, limits)).rejects.toThrow(/public|port|answer/);
    expect(asked).not.toHaveBeenCalled();
  });

  it('is looked up and judged before it is connected to', async () => {
    // Resolves to 127.0.0.1 on every machine, and is not an IP.
    await expect(guard().get('http://localhost/', limits)).rejects.toMatchObject({
      cause: { message: 'not a public address' },
    });
  });

  it.each([
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://192.168.0.1/',
    'http://[fd00::1]/',
  ])('%s is not asked', async (url) => {
    await expect(guard().get(url, limits)).rejects.toThrow('not a public address');
  });

  it.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    'gopher://x/',
    'javascript:alert(1)',
    'data:text/html,x',
    '',
    'http://',
  ])('%s is no address of the web', async (url) => {
    await expect(guard().get(url, limits)).rejects.toThrow('not an address of the web');
  });

  it('has no password and no other port', async () => {
    await expect(guard().get('http://user:pass@example.org/', limits)).rejects.toThrow('password');
    await expect(guard().get('http://example.org:22/', limits)).rejects.toThrow('not a port');
  });
});

describe('redirects', () => {
  it('are followed, each judged anew', async () => {
    const inner = await serve((_request, response) => response.end('secret'));
    const targets: Record<string, string> = {
      '/ok': '/end',
      '/loopback': `http://127.0.0.1:${inner}/`,
      '/decimal': `http://2130706433:${inner}/`,
      '/mapped': `http://[::ffff:127.0.0.1]:${inner}/`,
      '/name': `http://localhost:${inner}/`,
      '/private': 'http://10.0.0.1/',
      '/file': 'file:///etc/passwd',
      '/loop': '/loop',
    };
    const port = await serve((request, response) => {
      const location = targets[request.url ?? ''];
      if (location) response.writeHead(302, { location }).end();
      else response.end('the end');
    });
    const outgoing = guard(port);
    const base = `http://127.0.0.1:${port}`;
    expect(await read(outgoing, `${base}/ok`)).toBe('the end');
    for (const path of ['/loopback', '/decimal', '/mapped', '/name', '/private'])
      await expect(outgoing.get(base + path, limits)).rejects.toThrow(/public|port/);
    await expect(outgoing.get(`${base}/file`, limits)).rejects.toThrow('not an address of the web');
    await expect(outgoing.get(`${base}/loop`, limits)).rejects.toThrow('too many redirects');
  });
});

describe('answers', () => {
  it('tell their type and charset', async () => {
    const port = await serve((_request, response) => {
      response.setHeader('content-type', 'Text/HTML; charset="Windows-1251"');
      response.end('x');
    });
    const answer = await guard(port).get(`http://127.0.0.1:${port}/`, limits);
    expect(answer).toMatchObject({ status: 200, type: 'text/html', charset: 'windows-1251' });
    answer.discard();
  });

  it('are read as far as allowed, though they never end', async () => {
    const port = await serve((_request, response) => {
      const more = () => {
        while (response.write('x'.repeat(10_000)));
        response.once('drain', more);
      };
      more();
    });
    expect(await read(guard(port), `http://127.0.0.1:${port}/`)).toBe('x'.repeat(1000));
  });

  it('that come too slowly are given up', async () => {
    const silent = await serve(() => {});
    const dripping = await serve((_request, response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    const outgoing = guard(silent, dripping);
    const startedAt = performance.now();
    for (const port of [silent, dripping])
      await expect(read(outgoing, `http://127.0.0.1:${port}/`, { timeoutMs: 300 })).rejects.toThrow(
        /no answer|broke off/,
      );
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });
});
