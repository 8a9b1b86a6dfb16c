import type { Marketplace } from '../../caller.ts';
import { formatHundredths, parseHundredths } from '../../money.ts';
import type { PolicyTopic } from '../resolvers.generated.ts';

/** A clause of the sample shop's terms. */
export interface SampleClause {
  readonly id: string;
  readonly topic: PolicyTopic;
  /** Its number within its topic's section. */
  readonly paragraph: number;
  readonly title: string;
  readonly text: string;
  /** What people call it who do not use the words of title and text. */
  readonly asked: string;
  /** Null where it holds in all of them. */
  readonly marketplace: Marketplace | null;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  /** The edition of the terms that it stood in, where that is not today's. */
  readonly termsOf?: number;
}

/** As a person reads it: $3.99, ¥500, €2.99. */
export function formatPrice(amount: string, marketplace: Marketplace): string {
  const hundredths = parseHundredths(amount);
  switch (marketplace) {
    case 'US':
      return `$${formatHundredths(hundredths)}`;
    case 'DE':
      return `€${formatHundredths(hundredths)}`;
    case 'JP':
      return `¥${Math.round(hundredths / 100)}`;
  }
}
