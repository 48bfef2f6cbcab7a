import { accessSync, constants, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../config.ts';

/** Raised when an older Bridges could not read what this one writes. */
const folderFormat = 1;

/**
 * Makes the data folder ready: it exists, it can be written, and no newer Bridges has written to it. A folder
 * made here may be entered by its owner only.
 *
 * @returns its absolute path, symbolic links resolved
 */
export function prepareDataFolder(dataDir: string): string {
  let format: number | undefined;
  let folder: string;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    folder = realpathSync(dataDir);
    const marker = join(folder, 'bridges.json');
    format = readFormat(marker);
    if (format === undefined) writeFileSync(marker, `${JSON.stringify({ format: folderFormat })}\n`);
  } catch (cause) {
    throw new StartError(`The data folder ${dataDir} cannot be written; choose another one with DATA_DIR.`, {
      cause,
    });
  }
  if (format !== undefined && format > folderFormat) {
    throw new StartError(
      `The data folder ${dataDir} was written by a newer version of Bridges; start that version.`,
    );
  }
  return folder;
}

function readFormat(marker: string): number | undefined {
  try {
    const { format } = JSON.parse(readFileSync(marker, 'utf8')) as { format?: unknown };
    return typeof format === 'number' ? format : undefined;
  } catch {
    return undefined;
  }
}
