import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const days = ['-days', '2'];

/** Files of one certificate; `RPC_TLS_*` name them. */
export interface CertificateFiles {
  ca: string;
  cert: string;
  key: string;
}

/** Authorities and certificates for mutual TLS, made by `openssl` in a folder of their own. */
export class Certificates implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'bridges-tls-'));
  readonly #authorities = new Set<string>();

  /** A certificate for this machine, and for `<name>.internal`, by an authority of that name. */
  issue(name: string, by: string): CertificateFiles {
    if (!this.#authorities.has(by)) {
      this.#openssl('req', '-x509', ...newKey, ...days, '-subj', `/CN=${by}`, ...this.#files(by, '.pem'));
      this.#authorities.add(by);
    }
    this.#openssl('req', ...newKey, '-subj', `/CN=${name}`, ...this.#files(name, '.csr'));
    writeFileSync(join(this.#folder, 'names'), `subjectAltName=IP:127.0.0.1,DNS:${name}.internal`);
    this.#openssl(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial'],
      ...[...days, '-extfile', 'names', '-out', `${name}.pem`],
    );
    const at = (file: string) => join(this.#folder, file);
    return { ca: at(`${by}.pem`), cert: at(`${name}.pem`), key: at(`${name}.key`) };
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #files = (name: string, ending: string) => ['-keyout', `${name}.key`, '-out', `${name}${ending}`];

  #openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.#folder, stdio: 'pipe' });
  }
}
