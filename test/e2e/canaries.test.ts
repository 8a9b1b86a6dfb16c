import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendJson } from '../harness/httpRequest.ts';
import { type KeptLog, keepLog } from '../harness/keptLog.ts';
import { callMessage, sendMcp } from '../harness/mcpMessages.ts';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { CANARY, type CanaryBackEnd, type CanaryMode, startCanaryBackEnd } from './canaryBackEnd.ts';

const PROFILE = `query ($id: ID) {
  me {
    shortName name maskedEmail email phone
    addresses { label city country recipient lines postalCode }
    paymentMethods { kind label expires }
    library { nodes { addedAt } }
  }
  order(id: $id) {
    packages { trackingNumber events { at kind place } }
    shippingAddress { recipient lines city region postalCode country }
    refunds { status method requestedAt }
  }
  tickets { nodes { subject message } }
}`;
const LOOK = `query ($id: ID!, $reason: String!) {
  customer(id: $id, reason: $reason) {
    name email phone
    addresses { recipient lines postalCode }
    tickets { message notes { author text } }
  }
}`;

const LOOKED_UP = 'argued5e2a';

async function signIn(program: TestProgram, persona: string) {
  return { authorization: `Bearer ${await program.signIn(persona)}` };
}

/** Asks for classified fields of every class by every route; @returns what clients get. */
async function askEverything(program: TestProgram): Promise<string> {
  const customer = await signIn(program, 'customer-us');
  const lead = await signIn(program, 'support-us-lead');
  const variables = { id: LOOKED_UP, reason: `because of ${LOOKED_UP}` };
  const graphql = `${program.url}/graphql`;
  const answers = [
    await sendJson(graphql, { query: PROFILE, variables }, customer),
    await sendJson(graphql, { query: LOOK, variables }, lead),
    await sendJson(graphql, { query: LOOK, variables: { id: { at: LOOKED_UP } } }, lead),
    await sendMcp(program.url, callMessage('order_status', { orderId: LOOKED_UP }), customer),
    await sendMcp(
      program.url,
      callMessage('support_customer360', { customerId: LOOKED_UP, reason: variables.reason }),
      lead,
    ),
    await sendMcp(program.url, callMessage('order_status', { orderId: [LOOKED_UP] }), customer),
    await sendMcp(program.url, callMessage('order_status'), { authorization: `Bearer ${LOOKED_UP}` }),
  ];
  return answers.map(({ text, headers }) => `${text} ${JSON.stringify(headers)}`).join('\n');
}

function expectNoSecrets({ text }: KeptLog): void {
  expect(text()).not.toContain(CANARY);
  expect(text()).not.toContain(LOOKED_UP);
}

describe('with subgraphs that answer with secrets', () => {
  const kept = keepLog('trace');
  let backEnd: CanaryBackEnd;
  let program: TestProgram;
  beforeAll(async () => {
    backEnd = await startCanaryBackEnd();
    program = await startTestProgram({ GENKAN_SUBGRAPH_URLS: backEnd.urls }, undefined, kept.log);
  });
  afterAll(async () => {
    await program.stop();
    await backEnd.close();
  });

  it('67: no line of the log has a classified value of what clients got', async () => {
    backEnd.mode = 'data';
    const answers = await askEverything(program);
    for (const field of ['name', 'email', 'lines', 'trackingNumber', 'message', 'text']) {
      expect(answers).toMatch(new RegExp(`\\b${field}\\W+[^}]*${CANARY}`));
    }
    expectNoSecrets(kept);
  });

  it.each<[CanaryMode, reason: string | undefined]>([
    ['errors', undefined],
    ['shape', undefined],
    ['status', 'HTTP_STATUS'],
    ['redirect', 'HTTP_STATUS'],
    ['no JSON', 'NOT_JSON'],
    ['encoding', 'UNKNOWN_ENCODING'],
  ])(
    '67: where each answer is wrong by %s, neither the log nor a client sees a word of it',
    async (mode, code) => {
      const kept = keepLog('trace');
      const program = await startTestProgram({ GENKAN_SUBGRAPH_URLS: backEnd.urls }, undefined, kept.log);
      backEnd.mode = mode;
      expect(await askEverything(program)).not.toContain(CANARY);
      await program.stop();
      if (mode !== 'shape') {
        expect(kept.entries()).toContainEqual(
          expect.objectContaining({
            ...{ subgraph: 'customers', msg: 'a fetch failed' },
            ...(code !== undefined && { err: expect.objectContaining({ code }) }),
          }),
        );
      }
      expectNoSecrets(kept);
    },
  );
});

it('67: a database’s word on a row it refuses reaches neither the log nor a client', async () => {
  const kept = keepLog('trace');
  const program = await startTestProgram(
    {},
    async (database) => {
      // PostgreSQL quotes the whole row in the detail of its error.
      await sql`alter table support.ticket add constraint refuse_all check (false) not valid`.execute(
        database.tables(),
      );
    },
    kept.log,
  );
  try {
    const ticket = { topic: 'OTHER', subject: CANARY, message: LOOKED_UP, idempotencyKey: LOOKED_UP };
    const customer = await signIn(program, 'customer-us');
    const { text } = await sendMcp(program.url, callMessage('create_support_ticket', ticket), customer);
    expect(text).not.toContain(CANARY);
    expect(kept.entries()).toContainEqual(
      expect.objectContaining({
        subgraph: 'support',
        err: expect.objectContaining({ code: '23514', path: ['createSupportTicket'] }),
      }),
    );
    expectNoSecrets(kept);
  } finally {
    await program.stop();
  }
});
