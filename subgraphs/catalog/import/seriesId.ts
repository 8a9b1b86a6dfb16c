import { createHash } from 'node:crypto';
import { foldText } from '../../foldText.ts';

const MAX_SLUG_LENGTH = 80;

/**
 * The id of a new series: its title's slug, with a hash behind it where another series has that.
 * @param taken ids of other series; the new one is added.
 */
export function chooseSeriesId(title: string, titleKey: string, taken: Set<string>): string {
  const slug = slugifyTitle(title);
  const hash = createHash('sha256').update(titleKey).digest('hex').slice(0, 8);
  const id = slug === '' ? `series-${hash}` : taken.has(slug) ? `${slug}-${hash}` : slug;
  taken.add(id);
  return id;
}

/** `Ascendance of a Bookworm: Part 1` → `ascendance-of-a-bookworm-part-1`; empty without a Latin letter. */
export function slugifyTitle(title: string): string {
  const slug = foldText(title)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  if (slug.length <= MAX_SLUG_LENGTH) return slug;
  // Cut where a word ends, unless the first word is longer than that.
  return slug
    .slice(0, MAX_SLUG_LENGTH + 1)
    .replace(/-[^-]*$/, '')
    .slice(0, MAX_SLUG_LENGTH);
}
