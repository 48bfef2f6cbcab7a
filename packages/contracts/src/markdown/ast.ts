/**
 * A text as people format it, as a tree to be rendered by elements: there is no HTML in it anywhere. Every string
 * in it is plain text; `url` starts with http:, https:, mailto: or tel:.
 */
export type Markdown = Block[];

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'quote'; children: Block[] }
  /** `language`: as written after the fence, lower case; null: none. */
  | { type: 'code'; language: string | null; text: string }
  | { type: 'list'; isOrdered: boolean; items: ListItem[] }
  /** `rows`: the head first; each has as many cells as were written, `aligns` as many as the head. */
  | { type: 'table'; aligns: TableAlign[]; rows: TableCell[][] };

export interface ListItem {
  /** As written; null in a list of bullets. */
  number: number | null;
  children: Block[];
}

export type TableAlign = 'left' | 'center' | 'right' | null;
/** What stands in a cell; it has one line. */
export type TableCell = Inline[];

export type Inline =
  | { type: 'text'; text: string }
  /** The line ends here. */
  | { type: 'break' }
  | { type: 'code'; text: string }
  | { type: 'bold' | 'italic' | 'strike' | 'spoiler'; children: Inline[] }
  | { type: 'link'; url: string; children: Inline[] }
  /** `@name`: perhaps somebody's username, perhaps `all`; `text` is as written, with the @. */
  | { type: 'mention'; username: string; text: string };

/** Deeper nesting stays plain text, so that whoever walks the tree may recurse. */
export const maxDepth = { blocks: 6, inlines: 8 } as const;
