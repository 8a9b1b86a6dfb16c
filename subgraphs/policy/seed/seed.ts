import type { Transaction } from 'kysely';
import { MARKETPLACES } from '../../caller.ts';
import type { PolicyTables } from '../repository.ts';
import { addClauses } from '../repositoryAdd.ts';
import type { PolicyTopic } from '../resolvers.generated.ts';
import { listGeneralClauses } from './generalClauses.ts';
import { describeMarketplaceClauses } from './marketplaceClauses.ts';
import { listComingClauses, PAST_CLAUSES } from './otherVersions.ts';
import { PAYMENT_CLAUSES } from './paymentClauses.ts';
import type { SampleClause } from './sampleClause.ts';

/** Puts the sample shop's terms there; one that is there already stays as it is. */
export async function seedPolicy(transaction: Transaction<PolicyTables>, now: Date): Promise<void> {
  const clauses = [
    ...MARKETPLACES.flatMap(describeMarketplaceClauses),
    ...PAYMENT_CLAUSES,
    ...listGeneralClauses(),
    ...PAST_CLAUSES,
    ...listComingClauses(now),
  ];
  await addClauses(
    transaction,
    clauses.map((clause) => ({
      id: clause.id,
      topic: clause.topic,
      title: clause.title,
      text: clause.text,
      asked: clause.asked,
      citation: cite(clause),
      marketplace: clause.marketplace,
      effective_from: clause.effectiveFrom,
      effective_to: clause.effectiveTo ?? null,
      section: SECTIONS[clause.topic],
      paragraph: clause.paragraph,
    })),
  );
}

/** The section of the terms that a topic has. */
const SECTIONS: Readonly<Record<PolicyTopic, number>> = {
  CANCELLATION: 2,
  PREORDER: 3,
  RETURNS: 4,
  REFUNDS: 5,
  DAMAGED: 6,
  DELIVERY: 7,
  SHIPPING: 8,
  ADDRESS_CHANGE: 9,
  PAYMENT: 10,
  DIGITAL: 11,
  GIFTS: 12,
  PRIVACY: 13,
  AGE_RATING: 14,
};

function cite({ marketplace, termsOf, topic, paragraph }: SampleClause): string {
  const terms = `MangaAssist ${marketplace ?? 'General'} Terms${termsOf === undefined ? '' : ` ${termsOf}`}`;
  return `${terms}, ${SECTIONS[topic]}.${paragraph}`;
}
