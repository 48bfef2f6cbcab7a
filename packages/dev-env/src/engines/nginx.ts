import { cp, writeFile } from 'node:fs/promises';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Engine } from './engine.ts';
import { freePort } from './free-port.ts';

const conf = fileURLToPath(new URL('../../../../deploy/nginx', import.meta.url));

export type Upstreams = Record<string, readonly string[]>;

export interface NginxEngine {
  engine: Engine;
  url: string;
  /** Other copies from now on, by a reload: connections that stand are kept. */
  reload(upstreams: Upstreams): Promise<void>;
}

/** The nginx in front of the services, with the project's own configuration. */
export async function startNginx(upstreams: Upstreams): Promise<NginxEngine> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const engine = await Engine.start({
    name: 'nginx',
    command: 'nginx',
    args: (folder) => {
      mkdirSync(join(folder, 'tmp'), { recursive: true });
      for (const file of ['maps.conf', 'locations.conf', 'services.map'])
        cpSync(join(conf, file), join(folder, file));
      writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, upstreams));
      return ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
    },
    isReady: async () => {
      // Whatever answers: the services may not be there yet.
      await fetch(url, { signal: AbortSignal.timeout(1000) });
    },
    stopSignal: 'SIGQUIT',
  });
  return {
    engine,
    url,
    async reload(next) {
      await cp(join(engine.folder, 'nginx.conf'), join(engine.folder, 'nginx.conf.before'));
      await writeFile(join(engine.folder, 'nginx.conf'), configuration(engine.folder, port, next));
      process.kill(engine.pid, 'SIGHUP');
    },
  };
}

/** `nginx.conf` as it is, with addresses of this machine and a folder of its own. */
function configuration(folder: string, port: number, upstreams: Upstreams): string {
  const addressed = readFileSync(join(conf, 'nginx.conf'), 'utf8').replaceAll(
    /server (\w+):8000 max_fails=0;/g,
    (_line, name: string) =>
      (upstreams[name] ?? []).map((address) => `server ${address} max_fails=0;`).join(' '),
  );
  const placed = addressed
    .replace('listen 8080;', `listen 127.0.0.1:${port};`)
    .replace('worker_processes auto;', 'worker_processes 1;')
    .replace('worker_connections 16384;', 'worker_connections 4096;')
    .replaceAll('/tmp/', `${join(folder, 'tmp')}/`)
    .replace('/dev/stdout', join(folder, 'access.log'))
    .replace('error_log stderr warn;', `error_log ${join(folder, 'error.log')} warn;`);
  // Started by root it would give its workers to somebody who may not write into this folder.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  return `daemon off;\n${user}\n${placed}`;
}
