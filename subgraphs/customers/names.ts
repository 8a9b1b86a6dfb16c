import type { CustomerRow } from './repository.ts';

type Name = Pick<CustomerRow, 'given_name' | 'family_name'>;

/** In the order of its script: "Emily Carter", "佐藤 明子". */
export function formatName({ given_name, family_name }: Name): string {
  return hasInitial(family_name) ? `${given_name} ${family_name}` : `${family_name} ${given_name}`;
}

/**
 * Enough to address somebody by, not enough to look somebody up: given name and initial. A script without letter
 * case has no initials; there the family name alone is what one is addressed by.
 */
export function shortenName({ given_name, family_name }: Name): string {
  const [initial] = family_name;
  return hasInitial(family_name) ? `${given_name} ${initial}.` : family_name;
}

/** The first character and the domain: `a•••@example.com`, whatever the length of what is hidden. */
export function maskEmail(email: string): string {
  const [first = ''] = email;
  return `${first}•••${email.slice(email.lastIndexOf('@'))}`;
}

function hasInitial(name: string): boolean {
  const [first = ''] = name;
  return first.toLowerCase() !== first.toUpperCase();
}
