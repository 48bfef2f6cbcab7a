/** By which names a user is found: `nameText` and `nameKeys` of the contracts. */
export interface UserNamesTable {
  userId: string;
  text: string;
  keys: number[];
}
