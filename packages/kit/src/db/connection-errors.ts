/** The SQLSTATE, or the system's error code, of whatever was thrown. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Where a connection string leads, without user and password. */
export function placeOf(connectionString: string): string {
  const host = /[?&]host=([^&#]*)/.exec(connectionString)?.[1];
  if (host) return decodeURIComponent(host);
  return /^[a-z]+:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(connectionString)?.[1] || 'localhost';
}

/** One sentence for people on why a database cannot be used. */
export function describeConnectionError(connectionString: string, error: unknown): string {
  const place = placeOf(connectionString);
  switch (sqlState(error)) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The PostgreSQL server ${place} is not known by that name; check the database URL.`;
    case 'ECONNREFUSED':
    case 'ENOENT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return `The PostgreSQL at ${place} does not answer; is it running, and is the database URL right?`;
    case '28P01':
    case '28000':
      return `The PostgreSQL at ${place} refuses the user or password of the database URL.`;
    case '3D000':
      return `The PostgreSQL at ${place} has no such database.`;
    case '42501':
      return `The PostgreSQL at ${place} does not let this database user in: a right is missing.`;
    case '53300':
      return `The PostgreSQL at ${place} has no connection left; raise max_connections or stop other clients.`;
    default:
      return `The PostgreSQL at ${place} cannot be used: ${error instanceof Error ? error.message : 'unknown reason'}.`;
  }
}
