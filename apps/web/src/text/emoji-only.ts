const emoji = /^\p{RGI_Emoji}$/v;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How many emoji a message of at most `most` emoji and nothing else holds; 0 for any other text. */
export function emojiOnlyCount(text: string, most = 6): number {
  // An emoji of one family may take 35 units: longer text is not worth segmenting.
  if (text.length > most * 40) return 0;
  let count = 0;
  for (const { segment } of segmenter.segment(text.trim())) {
    if (segment.trim() === '') continue;
    if (!emoji.test(segment) && !emoji.test(`${segment}\ufe0f`)) return 0;
    count += 1;
    if (count > most) return 0;
  }
  return count;
}
