/** What is unread of a chat for the owner of its entry. */
export interface UnreadNews {
  count: number;
  /** The last of it. */
  seq: number;
  /** Who wrote it, the latest first. */
  actorIds: string[];
  /** The last of it, shortened. */
  text: string;
}
