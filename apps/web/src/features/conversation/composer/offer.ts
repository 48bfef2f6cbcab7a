/** Something offered in place of what is being typed. */
export interface Offer {
  key: string;
  title: string;
  hint: string;
  /** What is put into the text. */
  insert: string;
  /** Whose avatar stands before it, or an emoji. */
  picture: { userId: string } | { emoji: string } | null;
  /** Somebody who will not hear of it. */
  isOutside: boolean;
}

/** So many are offered at a time. */
export const mostOffers = 8;

export const plainOffer = (key: string, title: string, insert: string): Offer => ({
  key,
  title,
  insert,
  hint: '',
  picture: null,
  isOutside: false,
});
