import type { ServerResponse } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql';
import { readSubgraphSdl } from '../../subgraphs/subgraph.ts';
import { sendJson, startTestServer } from '../gateway/testServer.ts';

/** Stands in every text that the back end gives, and nowhere else. */
export const CANARY = 'canary7c1f';

const NAMES = ['customers', 'orders', 'support'];

/** Subgraphs that put secrets wherever they can. */
export interface CanaryBackEnd {
  /** For GENKAN_SUBGRAPH_URLS. */
  readonly urls: string;
  /** How it answers from now on. */
  mode: CanaryMode;
  close(): Promise<void>;
}

/** `data` answers each field that holds a text, of whatever class, with a canary. */
export type CanaryMode = 'data' | keyof typeof WRONG_ANSWERS;

export async function startCanaryBackEnd(): Promise<CanaryBackEnd> {
  const server = await startTestServer();
  const schemas = new Map(
    NAMES.map((name) => [`/${name}`, buildSubgraphSchema(parse(readSubgraphSdl(name)))]),
  );
  const backEnd: CanaryBackEnd = {
    urls: NAMES.map((name) => `${name}=${server.url}/${name}`).join(','),
    mode: 'data',
    close: () => server.close(),
  };
  server.answer = async (request, response) => {
    response.setHeader('x-internal', CANARY);
    response.setHeader('set-cookie', `session=${CANARY}`);
    const { query, variables } = JSON.parse((await request.toArray()).join(''));
    const schema = schemas.get(request.url ?? '');
    if (schema === undefined) throw new TypeError(`There is no subgraph at ${request.url}.`);
    if (backEnd.mode !== 'data') return WRONG_ANSWERS[backEnd.mode](response);
    const result = await execute({
      schema,
      document: parse(query),
      variableValues: variables,
      fieldResolver: (_object, _args, _context, { returnType }) => makeUp(returnType),
      typeResolver: (object, _context, _info, type) =>
        // A representation says what it is of; else any will do.
        object.__typename ?? schema.getPossibleTypes(type)[0]?.name,
    });
    sendJson(response, result);
  };
  return backEnd;
}

const WRONG_ANSWERS = {
  errors(response) {
    const extensions = { code: CANARY, exception: { stacktrace: [CANARY] } };
    sendJson(response, { data: null, errors: [{ message: `${CANARY} in SQL`, path: [CANARY], extensions }] });
  },
  status(response) {
    response.statusMessage = CANARY;
    sendJson(response, { message: CANARY }, 500);
  },
  redirect(response) {
    response.writeHead(302, { location: `http://${CANARY}.example/` }).end(CANARY);
  },
  'no JSON'(response) {
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<p>${CANARY}`);
  },
  encoding(response) {
    response.writeHead(200, { 'content-encoding': CANARY }).end(CANARY);
  },
  shape(response) {
    sendJson(response, { data: { order: [CANARY], customer: [CANARY], me: CANARY, tickets: CANARY } });
  },
} satisfies Record<string, (response: ServerResponse) => void>;

const TEXTS: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2026-11-23',
  DateTime: '2026-11-23T12:00:00.000Z',
  Decimal: '1.00',
  CurrencyCode: 'USD',
  CountryCode: 'US',
};

function makeUp(type: GraphQLOutputType): unknown {
  if (isNonNullType(type)) return makeUp(type.ofType);
  if (isListType(type)) return [makeUp(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (isObjectType(type) || isAbstractType(type)) return {};
  return TEXTS[getNamedType(type).name] ?? CANARY;
}
