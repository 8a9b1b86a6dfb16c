import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MARKETPLACES, type Marketplace } from '../../../subgraphs/caller.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import {
  type ClauseSubject,
  clauseId,
  DIGITAL_RETURNS_CLAUSE,
  SHOP_RULES,
  type ShopRules,
} from '../../../subgraphs/shopRules.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { seedAgain } from '../../harness/seedAgain.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, executeOnSubgraph } from '../executeOnSubgraph.ts';

interface Clause {
  id: string;
  topic: string;
  title: string;
  text: string;
  citation: string;
  marketplace: Marketplace | null;
  effectiveFrom: string;
  effectiveTo: string | null;
}

const TODAY = '2026-11-23';

let database: TestDatabase;
let policy: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  policy = SUBGRAPHS.policy({ ...TEST_ENVIRONMENT, database });
});
afterAll(() => database.close());

const ENTITIES = `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on PolicyClause {
  id topic title text citation marketplace effectiveFrom effectiveTo } } }`;

async function loadClauses(ids: readonly string[]): Promise<(Clause | null)[]> {
  const representations = ids.map((id) => ({ __typename: 'PolicyClause', id }));
  const { data, errors } = await executeOnSubgraph(policy, ANONYMOUS, ENTITIES, { ids: representations });
  expect(errors).toBeUndefined();
  return (data as { _entities: (Clause | null)[] })._entities;
}

async function loadClause(id: string): Promise<Clause> {
  const [clause] = await loadClauses([id]);
  if (clause == null) throw new Error(`There is no clause ${id}.`);
  return clause;
}

async function listClauses(): Promise<Clause[]> {
  const rows = await database
    .tables<{ 'policy.clause': { id: string } }>()
    .selectFrom('policy.clause')
    .select('id')
    .execute();
  return (await loadClauses(rows.map(({ id }) => id))) as Clause[];
}

/** What the clauses of a marketplace must say, of what its rules say. */
function describeRules(rules: ShopRules): Record<ClauseSubject, string[]> {
  const price = (amount: string) => amount.replace(/\.00$/, '');
  return {
    'returns-window': [`day ${rules.returnDays} after`, `within ${rules.returnSendDays} days`],
    'returns-fee': [price(rules.returnFee)],
    cancellation: [
      Number(rules.cancelFeeWhilePacking) > 0 ? price(rules.cancelFeeWhilePacking) : 'free of charge',
    ],
    'preorder-cancellation': ['free of charge'],
    'refund-timing': [`at most ${rules.refundDays} days`],
    damaged: [`day ${rules.damageDays} after`],
    'delivery-missing': [`${rules.missingClaimAfterHours} hours`, `day ${rules.missingClaimDays} after`],
    'delivery-late': [`${rules.lateAfterDays} days after`],
    'shipping-domestic': ['standard', 'express'],
    'shipping-international': ['economy', 'express'],
    'address-change': ['same country'],
  };
}

describe.each(MARKETPLACES)('the clauses of marketplace %s', (marketplace) => {
  const subjects = Object.entries(describeRules(SHOP_RULES[marketplace])) as [ClauseSubject, string[]][];

  it.each(subjects)('state the numbers that the shop decides by: %s', async (subject, numbers) => {
    const clause = await loadClause(clauseId(subject, marketplace));
    expect(clause).toMatchObject({ marketplace, effectiveTo: null });
    expect(clause.effectiveFrom <= TODAY).toBe(true);
    for (const number of numbers) expect(clause.text).toContain(number);
  });
});

describe('clauses', () => {
  it('are there for what orders cite in every marketplace', async () => {
    expect(await loadClause(DIGITAL_RETURNS_CLAUSE)).toEqual({
      id: 'returns-digital',
      topic: 'RETURNS',
      title: 'Digital editions cannot be returned',
      text: 'Digital editions and audiobooks cannot be returned or exchanged once they are in your library, read or not. One that does not open is put right by support.',
      citation: 'MangaAssist General Terms, 4.1',
      marketplace: null,
      effectiveFrom: '2024-01-15',
      effectiveTo: null,
    });
  });

  it('keep the wording that was in force when they were cited', async () => {
    expect(await loadClause('returns-window-us-2023')).toMatchObject({
      citation: 'MangaAssist US Terms 2023, 4.1',
      text: expect.stringContaining('day 45'),
      effectiveTo: '2024-02-29',
    });
  });

  it('come in one statement, in the order asked for, and are null where there are none', async () => {
    database.statements.length = 0;
    const clauses = await loadClauses(['damaged-de', 'no-such-clause', 'damaged-jp', 'damaged-de']);
    expect(clauses.map((clause) => clause?.id)).toEqual([
      'damaged-de',
      undefined,
      'damaged-jp',
      'damaged-de',
    ]);
    expect(database.statements).toHaveLength(1);
  });

  it('are short, on every topic, with one citation each among those in force in a marketplace', async () => {
    const clauses = await listClauses();
    expect(clauses.length).toBeGreaterThanOrEqual(70);
    expect(new Set(clauses.map(({ topic }) => topic)).size).toBe(13);
    for (const { id, text } of clauses) {
      expect({ id, long: text.split(' ').length > 60 }).toEqual({ id, long: false });
    }
    const citations = clauses.map(({ citation }) => citation);
    expect(new Set(citations).size).toBe(citations.length);
  });

  it('are neither doubled nor changed by seeding again', async () => {
    const before = await listClauses();
    await seedAgain(database, policy);
    expect(await listClauses()).toEqual(before);
  });
});
