export interface AskedAll<Answers> {
  answers: Partial<Answers>;
  /** Who did not answer. */
  lost: (keyof Answers & string)[];
  at: Date;
}

/** What each answered that did; rejects when nobody did. */
export async function askAll<Answers extends object>(asks: {
  readonly [Name in keyof Answers]: () => Promise<Answers[Name]>;
}): Promise<AskedAll<Answers>> {
  const answers: Partial<Answers> = {};
  const lost: AskedAll<Answers>['lost'] = [];
  let reason: unknown;
  await Promise.all(
    (Object.keys(asks) as AskedAll<Answers>['lost']).map(async (name) => {
      try {
        answers[name] = await asks[name]();
      } catch (error) {
        lost.push(name);
        reason = error;
      }
    }),
  );
  if (Object.keys(answers).length === 0) throw reason;
  return { answers, lost, at: new Date() };
}
