/** Who has read a chat furthest, how far, and how far the next one. */
export interface TopReaders {
  topReader: string | null;
  topReadSeq: number;
  secondReadSeq: number;
}

/**
 * Notes that a user has read up to `seq`, keeping the furthest and the second furthest reader, who are
 * different people: enough to tell anyone how far somebody else has read, without looking at all members.
 *
 * @returns whether anything changed
 */
export function moveTopReaders(readers: TopReaders, userId: string, seq: number): boolean {
  const { topReader, topReadSeq, secondReadSeq } = readers;
  if (topReader === userId || topReader === null) {
    if (topReader !== null && seq <= topReadSeq) return false;
    readers.topReader = userId;
    readers.topReadSeq = seq;
    return true;
  }
  if (seq > topReadSeq) {
    readers.secondReadSeq = topReadSeq;
    readers.topReader = userId;
    readers.topReadSeq = seq;
    return true;
  }
  if (seq <= secondReadSeq) return false;
  readers.secondReadSeq = seq;
  return true;
}
