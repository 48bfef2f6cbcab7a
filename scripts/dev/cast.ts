/** The people of every development installation. Never on a server that strangers reach. */
export const cast = [
  { username: 'alice', displayName: 'Alice Adams' },
  { username: 'bob', displayName: 'Боб Борисов' },
  { username: 'carol', displayName: 'Carol Clark' },
  { username: 'dan', displayName: 'Дан Денисов' },
  { username: 'mallory', displayName: 'Mallory' },
].map((person) => ({
  ...person,
  email: `${person.username}@example.com`,
  password: `${person.username}-in-bridges`,
}));

/**
 * Registers whoever of the cast is missing.
 *
 * @returns the names of those who are new
 */
export async function seedCast(url: string): Promise<string[]> {
  const added: string[] = [];
  for (const person of cast) {
    const response = await fetch(`${url}/api/register/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(person),
    });
    if (response.ok) added.push(person.username);
    else if (response.status !== 409) {
      throw new Error(
        `${person.username} could not be registered: ${response.status} ${await response.text()}`,
      );
    }
  }
  return added;
}
