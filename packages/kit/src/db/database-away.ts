/** SQLSTATE classes and socket errors that mean "the database is not there", or was too slow, and not "we are wrong". */
const awayCode = /^(08|57P|57014|53|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)/;
/** The same where pg gives no code: a connection that broke, or kept us waiting in vain. */
const awayMessage =
  /^(Query read timeout|Connection terminated|timeout exceeded when trying to connect|Client .+ is not queryable)/;

/** Whether this was thrown because a database is not there, or does not answer. */
export function isDatabaseAway(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false;
  const { code = '', message = '' } = thrown as { code?: unknown; message?: unknown };
  return code === '' ? awayMessage.test(String(message)) : awayCode.test(String(code));
}
